import type { Uri } from 'vscode';
import { l10n } from '../../l10n';
import type { AccessKey } from '../../sinch/types';
import { fullPath, otherCallerSentence } from '../otherCaller';
import type { Parts } from '../parts';
import type { RotationChoice } from './rotationPage';

/**
 * Asks in a modal dialog before a rotation that deletes the old keys by itself, or that the user may not have started:
 * a stray Enter or another extension can answer the page on which it is chosen.
 */
export async function confirmRotation(
  { prompts, askedBy }: Pick<Parts, 'prompts' | 'askedBy'>,
  keys: readonly AccessKey[],
  { ending, files }: RotationChoice,
): Promise<boolean> {
  const deletes = ending === 'deleteAfter' || ending === 'deleteNow';
  if (!deletes && askedBy === 'person') return true;
  return prompts.confirm({
    question: deletes ? deletingQuestion(keys) : rotatingQuestion(keys),
    detail: [
      ...(askedBy === 'other'
        ? [filesSentence([...files].map(({ use }) => use.uri)), otherCallerSentence()]
        : []),
      ...(deletes ? [deletionSentences(ending)] : []),
    ].join('\n\n'),
    keep: l10n.t('Don’t Rotate'),
    action: deletes ? l10n.t('Rotate and Delete') : l10n.t('Rotate'),
  });
}

function deletingQuestion(keys: readonly AccessKey[]): string {
  const [only] = keys;
  return keys.length === 1 && only
    ? l10n.t('Rotate “{0}” and delete the old key?', only.displayName)
    : l10n.t('Rotate {0} access keys and delete the old ones?', keys.length);
}

function rotatingQuestion(keys: readonly AccessKey[]): string {
  const [only] = keys;
  return keys.length === 1 && only
    ? l10n.t('Rotate “{0}”?', only.displayName)
    : l10n.t('Rotate {0} access keys?', keys.length);
}

function deletionSentences(ending: 'deleteAfter' | 'deleteNow'): string {
  return [
    ending === 'deleteAfter'
      ? l10n.t('Each old key is deleted right after its files have the new one.')
      : l10n.t('Each old key is deleted even if a file can’t be changed.'),
    l10n.t(
      'Apps that use an old key stop working within a minute, until you deploy them with the new one. This can’t be undone.',
    ),
  ].join(' ');
}

/** Which files get a secret, with their full paths. */
export function filesSentence(files: readonly Uri[]): string {
  const paths = new Set(files.map(uri => fullPath(uri).own));
  return paths.size === 0
    ? l10n.t('No files will be changed.')
    : [l10n.t('The new secret will be written to:'), ...paths].join('\n');
}
