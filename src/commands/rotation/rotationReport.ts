import { l10n, type OwnText } from '../../l10n';
import { isAbort } from '../../ui/signal';
import { listed } from '../listed';
import { failureOf, type KeyResult } from '../../rotation/rotateInTurn';
import { explain, type Explanation } from '../../projects/explain';
import { filesLeftSentence, namesOf, whyStopped } from './rotationSentences';

export interface RotationReport {
  readonly message: string;
  /** Something is left that the user did not ask for. */
  readonly isTrouble: boolean;
}

/** With more names, a notification is cut off. */
const maxNames = 5;

/** The result for several keys, in one message: those rotated, and why the others are not. */
export function rotationReport(results: readonly KeyResult[]): RotationReport {
  const reasons = new Map<string, KeyResult[]>();
  for (const result of results) {
    const reason = reasonOf(result);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), result]);
  }
  const rotated = results.filter(isStopped).filter(result => reasonOf(result) === undefined);
  const left = new Set(rotated.flatMap(({ rotation }) => namesOf(rotation, 'left')));
  const summary =
    rotated.length === 0
      ? l10n.t('Couldn’t rotate any of the {0} access keys.', results.length)
      : rotated.length === results.length
        ? l10n.t('Rotated {0} access keys: {1}.', results.length, names(rotated))
        : l10n.t('Rotated {0} of {1} access keys.', rotated.length, results.length);
  const sentences = [
    summary,
    ...[...reasons].map(([reason, some]) => `${names(some).own}: ${reason}`),
    ...(left.size > 0
      ? [
          l10n.t(
            'These files couldn’t be changed and still have an old key: {0}.',
            listed([...left], maxNames),
          ),
        ]
      : []),
    ...pendingSentence(rotated),
    ...(rotated.some(({ outcome }) => outcome.kind === 'retiring')
      ? [l10n.t('The old keys work until you delete them in the tree.')]
      : []),
  ];
  return { message: sentences.join(' '), isTrouble: reasons.size + left.size > 0 };
}

type Stopped = Extract<KeyResult, { readonly kind: 'stopped' }>;

function isStopped(result: KeyResult): result is Stopped {
  return result.kind === 'stopped';
}

function pendingSentence(rotated: readonly Stopped[]): readonly string[] {
  const pending = rotated
    .filter(result => result.isSecretPending)
    .map(({ rotation }) => `“${rotation.newName}”`);
  if (pending.length === 0) return [];
  return [
    pending.length === 1
      ? l10n.t('The secret of {0} is pending. Insert it from the tree.', listed(pending))
      : l10n.t('The secrets of {0} are pending. Insert them from the tree.', listed(pending, maxNames)),
  ];
}

/** Why a key is not rotated; undefined if it is. */
function reasonOf(result: KeyResult): string | undefined {
  switch (result.kind) {
    case 'rotating':
      return l10n.t('It is already being rotated or retiring.');
    case 'full':
      return l10n.t('The project has no room for another key.');
    case 'notTried':
      return l10n.t('Not started.');
    case 'failed':
      return failureReason(result);
    case 'stopped':
      return reasonToStop(result);
  }
}

function reasonToStop(result: Stopped): string | undefined {
  const { rotation, outcome } = result;
  switch (outcome.kind) {
    case 'retiring':
    case 'done':
    case 'undone':
      return undefined;
    case 'takenOver':
      return l10n.t('Another window continued it.');
    case 'orphaned':
      return l10n.t('The new key exists, but its secret was lost. Continue the rotation to replace it.');
    case 'newKeyGone':
      return l10n.t('The new key was deleted elsewhere.');
    case 'secretGone':
      return l10n.t('The secret of the new key is no longer stored.');
    case 'filesLeft':
      return filesLeftSentence(rotation, outcome.results);
    case 'refused':
    case 'failed':
      return failureReason(result);
  }
}

function failureReason(result: KeyResult): string {
  return isAbort(failureOf(result)?.error)
    ? l10n.t('Cancelled. Continue the rotation from the tree.')
    : (whyFailed(result)?.text ?? l10n.t('See the log for details.'));
}

/** Why a rotation failed; undefined if it did not, for an abort, and for a bug. */
export function whyFailed(result: KeyResult): Explanation | undefined {
  const failure = failureOf(result);
  if (!failure) return undefined;
  return result.kind === 'stopped' ? whyStopped(result.rotation, failure.error) : explain(failure.error);
}

function names(results: readonly KeyResult[]): OwnText {
  return listed(
    results.map(({ key }) => `“${key.displayName}”`),
    maxNames,
  );
}
