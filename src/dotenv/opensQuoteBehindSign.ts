/** Whether the first `=` of a line is followed by a quote that nothing closes there. */
export function opensQuoteBehindSign(line: string): boolean {
  return openBehindSign.test(line);
}

const openBehindSign = /^[^=]*=\s*(["'`])(?!.*\1)/s;
