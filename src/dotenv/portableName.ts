const portableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether every reader takes `name` for that of a variable. */
export function isPortableName(name: string): boolean {
  return portableName.test(name);
}
