const wordJoiner = '\u2060';

/**
 * A text that VS Code shows as it is: in notifications, progress and input boxes it would make a link of
 * `[label](command:…)`, and names that others gave may hold that. Nothing visible changes.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', `]${wordJoiner}(`);
}
