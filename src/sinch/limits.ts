/** Access keys a project can hold. Source: Sinch's developer pages. */
export const keyLimit = 10;

/** Characters of a display name; no length is published for keys, this is the rule for subprojects' names. */
export const displayNameLimit = 255;
