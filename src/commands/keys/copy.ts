import { env } from 'vscode';
import { l10n } from '../../l10n';
import { chooseKey, chooseProject } from '../choose';
import type { Parts } from '../parts';
import { rowsMeant } from '../rowsMeant';

/** Copies the ID of a key; for several selected keys, one per line. */
export async function copyKeyId(
  parts: Pick<Parts, 'projects' | 'keys' | 'prompts'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  const named = rowsMeant(argument, selection).flatMap(row =>
    'accessKeyId' in row ? [row.accessKeyId] : [],
  );
  if (named.length > 0) return copyLines(named);
  const chosen = await chooseKey(parts, argument, l10n.t('Copy Key ID'));
  if (chosen) await copyLines([chosen.key.accessKeyId]);
}

/** Copies the ID of the project of a row; for rows of several projects, one per line. */
export async function copyProjectId(
  parts: Pick<Parts, 'projects' | 'prompts'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  const named = rowsMeant(argument, selection).map(({ projectId }) => projectId);
  const known = named.filter(id => parts.projects.get(id));
  if (known.length > 0) return copyLines(known);
  const project = await chooseProject(parts, argument, l10n.t('Copy Project ID'));
  if (project) await copyLines([project.id]);
}

async function copyLines(ids: readonly string[]): Promise<void> {
  await env.clipboard.writeText([...new Set(ids)].join('\n'));
}
