/** Whether a text can be the ID of a project or a key. Sinch publishes no form for them: they become parts of a path. */
export function isId(text: string): boolean {
  return text !== '' && !/[\s/]|^\.\.?$/.test(text) && text.isWellFormed();
}

/** Whether a text can be a key secret or a token: printable ASCII without spaces. */
export function isSecret(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
