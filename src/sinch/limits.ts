/** Access keys a project can hold. Source: Sinch's developer pages. */
export const maxAccessKeys = 10;

/** Characters of a display name; no length is published for keys, this is the rule for subprojects' names. */
export const maxDisplayNameLength = 255;
