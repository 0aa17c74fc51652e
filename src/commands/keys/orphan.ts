import { l10n } from '../../l10n';
import { type Project, projectName } from '../../projects/projectList';
import type { AccessKey } from '../../sinch/types';
import type { Parts } from '../parts';
import { searchKeyUses } from '../searchKeyUses';
import { signInKeys } from '../../projects/signInKeys';
import { usesSentence } from '../usesSentence';

/** A key that was created and whose secret VS Code doesn't have. */
type Orphan = Pick<AccessKey, 'accessKeyId' | 'displayName'>;

export type OrphanParts = Pick<Parts, 'prompts' | 'projects' | 'credentials' | 'envFiles' | 'log'>;

/**
 * Says that VS Code doesn't have the secret of a key, and what uses the key anyway, and asks whether to delete the key
 * and create another.
 * @returns undefined if the user decides later
 */
export async function decideOnOrphan(
  parts: OrphanParts,
  project: Project,
  orphan: Orphan,
): Promise<'keep' | 'replace' | undefined> {
  const { accessKeyId, displayName } = orphan;
  const [isSignIn, uses] = [
    (await signInKeys(parts)).has(accessKeyId),
    await searchKeyUses(parts, [{ ...orphan, projectId: project.id }]),
  ];
  const keep = l10n.t('Keep Key');
  const replace = l10n.t('Delete and Create Again');
  const chosen = await parts.prompts.decide(
    l10n.t(
      'Access key “{0}” exists in “{1}”, but VS Code doesn’t have its secret. Delete the key?',
      displayName,
      projectName(project),
    ),
    [
      l10n.t(
        'Sinch shows a secret only once, and its answer with the secret of key {0} never arrived. Unless someone else has the secret, the key can’t be used.',
        accessKeyId,
      ),
      ...(isSignIn ? [l10n.t('This extension signs in with this key, so its secret is not lost.')] : []),
      ...usesSentence(uses),
    ].join('\n\n'),
    keep,
    replace,
  );
  return chosen === undefined ? undefined : chosen === replace ? 'replace' : 'keep';
}
