import { l10n as texts } from 'vscode';
import { foreignText } from './foreignText';

/** A text of our own to insert unchanged into another: foreign text in it is already harmless. */
export interface OwnText {
  readonly own: string;
}

/**
 * VS Code's `l10n`, for texts that a person reads: every text that fills a placeholder counts as foreign, and is shown
 * as `foreignText` says, unless it is marked as our own.
 */
const localizer = {
  t(message: string, ...values: readonly (string | number | OwnText)[]): string {
    const shown = values.map(value =>
      typeof value === 'string' ? foreignText(value) : typeof value === 'number' ? value : value.own,
    );
    return texts.t(message, ...shown);
  },
};

export { localizer as l10n };
