import { l10n } from 'vscode';
import { isAbort } from '../../ui/signal';
import { listed } from '../listed';
import { failureOf } from './failureOf';
import type { Turn } from './turn';
import { filesLeftSentence, namesOf } from './rotationSentences';

export interface RotationReport {
  readonly message: string;
  /** Something is left that was not asked for. */
  readonly isTrouble: boolean;
}

/** A notification holds no more than about so many names before it is cut off. */
const maxNames = 5;

/** What became of several keys, in one message: those that are rotated, and why the others are not. */
export function rotationReport(turns: readonly Turn[]): RotationReport {
  const reasons = new Map<string, Turn[]>();
  for (const turn of turns) {
    const reason = reasonOf(turn);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), turn]);
  }
  const rotated = turns.filter(isHalted).filter(turn => reasonOf(turn) === undefined);
  const left = new Set(rotated.flatMap(({ rotation }) => namesOf(rotation, 'left')));
  const summary =
    rotated.length === 0
      ? l10n.t('None of {0} access keys was rotated.', turns.length)
      : rotated.length === turns.length
        ? l10n.t('{0} access keys were rotated: {1}.', turns.length, names(rotated))
        : l10n.t('{0} of {1} access keys were rotated.', rotated.length, turns.length);
  const sentences = [
    summary,
    ...[...reasons].map(([reason, some]) => `${names(some)}: ${reason}`),
    ...(left.size > 0
      ? [l10n.t('These files could not be changed and hold an old key: {0}.', listed([...left], maxNames))]
      : []),
    ...waitingSentence(rotated),
    ...(rotated.some(({ outcome }) => outcome.kind === 'retiring')
      ? [l10n.t('The old keys work until you delete them; their rows in the tree wait.')]
      : []),
  ];
  return { message: sentences.join(' '), isTrouble: reasons.size + left.size > 0 };
}

type Halted = Extract<Turn, { readonly kind: 'halted' }>;

function isHalted(turn: Turn): turn is Halted {
  return turn.kind === 'halted';
}

function waitingSentence(rotated: readonly Halted[]): readonly string[] {
  const waiting = rotated.filter(turn => turn.isWaiting).map(({ rotation }) => `“${rotation.newName}”`);
  if (waiting.length === 0) return [];
  return [
    waiting.length === 1
      ? l10n.t('The secret of {0} is yet to be placed; its row in the tree waits.', listed(waiting))
      : l10n.t(
          'The secrets of {0} are yet to be placed; their rows in the tree wait.',
          listed(waiting, maxNames),
        ),
  ];
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
    case 'failed':
      return failureReason(turn);
    case 'halted':
      return reasonToHalt(turn);
  }
}

function reasonToHalt(turn: Halted): string | undefined {
  const { rotation, outcome } = turn;
  switch (outcome.kind) {
    case 'retiring':
    case 'done':
    case 'undone':
      return undefined;
    case 'takenOver':
      return l10n.t('Another window went on with it.');
    case 'orphaned':
      return l10n.t('The new key exists, and its secret is lost: continue the rotation to replace it.');
    case 'newKeyGone':
      return l10n.t('The new key was deleted elsewhere.');
    case 'secretGone':
      return l10n.t('The secret of the new key is not kept here any more.');
    case 'filesLeft':
      return filesLeftSentence(rotation, outcome.results);
    case 'refused':
    case 'failed':
      return failureReason(turn);
  }
}

function failureReason(turn: Turn): string {
  const failure = failureOf(turn);
  return isAbort(failure?.error)
    ? l10n.t('Cancelled half-way: its row in the tree goes on with it.')
    : (failure?.why?.text ?? l10n.t('The log says more.'));
}

function names(turns: readonly Turn[]): string {
  return listed(
    turns.map(({ chosen: { key } }) => `“${key.displayName}”`),
    maxNames,
  );
}
