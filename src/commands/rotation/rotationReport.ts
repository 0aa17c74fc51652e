import { l10n } from 'vscode';
import { explain } from '../../projects/explain';
import { isAbort } from '../../ui/signal';
import { listed } from '../listed';
import type { Turn } from './rotateInTurn';
import { filesLeftSentence } from './rotationSentences';

export interface RotationReport {
  readonly message: string;
  /** Something is left that was not asked for. */
  readonly isTrouble: boolean;
}

/** A notification holds no more than about so many names before it is cut off. */
const mostNames = 5;

/** What became of several keys, in one message: those that are rotated, and why the others are not. */
export function rotationReport(turns: readonly Turn[]): RotationReport {
  const reasons = new Map<string, Turn[]>();
  for (const turn of turns) {
    const reason = reasonOf(turn);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), turn]);
  }
  const rotated = turns.filter(turn => reasonOf(turn) === undefined);
  const retiring = rotated.filter(turn => turn.kind === 'halted' && turn.halt.kind === 'retiring');
  const summary =
    rotated.length === 0
      ? l10n.t('None of {0} access keys was rotated.', turns.length)
      : rotated.length === turns.length
        ? l10n.t('{0} access keys were rotated: {1}.', turns.length, names(rotated))
        : l10n.t('{0} of {1} access keys were rotated.', rotated.length, turns.length);
  const sentences = [
    summary,
    ...[...reasons].map(([reason, some]) => `${names(some)}: ${reason}`),
    ...(retiring.length > 0
      ? [l10n.t('The old keys work until you delete them; their rows in the tree wait.')]
      : []),
  ];
  return { message: sentences.join(' '), isTrouble: reasons.size > 0 };
}

/** Why a key is not rotated; undefined where it is. */
function reasonOf(turn: Turn): string | undefined {
  switch (turn.kind) {
    case 'rotating':
      return l10n.t('It is being rotated, or retires, already.');
    case 'full':
      return l10n.t('The project has no room for another key.');
    case 'notTried':
      return l10n.t('Not tried.');
    case 'halted':
      return reasonToHalt(turn);
  }
}

function reasonToHalt({ rotation, halt }: Extract<Turn, { readonly kind: 'halted' }>): string | undefined {
  switch (halt.kind) {
    case 'retiring':
    case 'done':
    case 'undone':
      return undefined;
    case 'takenOver':
      return l10n.t('Another window went on with it.');
    case 'orphaned':
      return l10n.t('The new key exists, and its secret is lost: continue the rotation to replace it.');
    case 'secretGone':
      return l10n.t('The secret of the new key is not kept here any more.');
    case 'filesLeft':
      return filesLeftSentence(rotation, halt.results);
    case 'refused':
    case 'failed':
      return isAbort(halt.error)
        ? l10n.t('Cancelled half-way: its row in the tree goes on with it.')
        : (explain(halt.error)?.text ?? l10n.t('The log says more.'));
  }
}

function names(turns: readonly Turn[]): string {
  return listed(
    turns.map(({ chosen: { key } }) => `“${key.displayName}”`),
    mostNames,
  );
}
