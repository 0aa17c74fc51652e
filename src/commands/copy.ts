import { env, l10n } from 'vscode';
import { asNode } from '../keys/nodes';
import { chooseKey, chooseProject } from './choose';
import type { Parts } from './parts';

/** Copies the public half of a key. */
export async function copyKeyId(
  parts: Pick<Parts, 'projects' | 'keys' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const node = asNode(argument);
  const id =
    node && 'accessKeyId' in node
      ? node.accessKeyId
      : (await chooseKey(parts, argument, l10n.t('Copy Key ID')))?.key.accessKeyId;
  if (id !== undefined) await env.clipboard.writeText(id);
}

export async function copyProjectId(
  parts: Pick<Parts, 'projects' | 'prompts'>,
  argument: unknown,
): Promise<void> {
  const project = await chooseProject(parts, argument, l10n.t('Copy Project ID'));
  if (project) await env.clipboard.writeText(project.id);
}
