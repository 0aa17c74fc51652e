import { commands } from 'vscode';
import { foreignText } from '../foreignText';
import { l10n } from '../l10n';
import type { CommandId } from '../ids';
import { asNode, asUse, type Node } from '../tree/nodes';
import type { Parts } from './parts';

type RowParts = Pick<Parts, 'view' | 'prompts' | 'keys' | 'rotations'>;

/** Enter on a key or a pending secret: asks what to do with it. VS Code opens other rows, or runs their one command. */
export async function openRow(parts: RowParts): Promise<void> {
  const { view, prompts, keys } = parts;
  const [node] = view.selection;
  if (node?.kind !== 'key' && node?.kind !== 'pendingSecret') return;
  const name = keys.find(node.projectId, node.accessKeyId)?.displayName ?? node.accessKeyId;
  const actions = (await retires(parts, node)) ? actionsOnRetiring() : actionsOn(node.kind);
  const chosen = await prompts.pick(foreignText(name), l10n.t('What do you want to do?'), actions);
  if (chosen) await run(chosen, node);
}

/** F2 on a row, `argument`. Does nothing on that of a file. */
export async function renameRow({ prompts }: RowParts, argument: unknown): Promise<void> {
  const node = asNode(argument);
  if (node?.kind === 'project') await run('sinchAccessKeys.renameProject', node);
  else if (node && 'accessKeyId' in node) await run('sinchAccessKeys.renameKey', node);
  else if (!node && !asUse(argument)) sayWhatToSelect(prompts);
}

/** The delete key on a row, `argument`, or on the keys among several. Does nothing on files. */
export async function deleteRow(parts: RowParts, argument: unknown): Promise<void> {
  if (argument === 'selection') return deleteSelected(parts);
  const node = asNode(argument);
  const command = node && (await deletionOf(parts, node));
  if (command) await run(command, node);
  else if (!asUse(argument)) sayWhatToSelect(parts.prompts);
}

/** While the tree loads, VS Code has no row for a shortcut. */
function sayWhatToSelect(prompts: Parts['prompts']): void {
  void prompts.notify(
    l10n.t('First select a project, an access key or a pending secret in the Access Keys view.'),
  );
}

/** The command that deletes what a row shows; undefined if it can't be deleted. */
export async function deletionOf(
  parts: Pick<Parts, 'rotations'>,
  node: Node,
): Promise<CommandId | undefined> {
  switch (node.kind) {
    case 'project':
      return 'sinchAccessKeys.removeProject';
    case 'key':
      return (await retires(parts, node)) ? 'sinchAccessKeys.deleteOldKey' : 'sinchAccessKeys.deleteKey';
    case 'pendingSecret':
      return 'sinchAccessKeys.dropSecret';
    default:
      return undefined;
  }
}

async function deleteSelected({ view, prompts }: RowParts): Promise<void> {
  const key = view.selection.find(({ kind }) => kind === 'key');
  if (key) return run('sinchAccessKeys.deleteKey', key, view.selection);
  if (view.selection.every(({ kind }) => kind === 'use')) return;
  void prompts.notify(l10n.t('Only access keys can be deleted together. For anything else, select one row.'));
}

/** Whether a row is a retiring key. */
async function retires({ rotations }: Pick<Parts, 'rotations'>, node: Node): Promise<boolean> {
  if (node.kind !== 'key') return false;
  return (await rotations.get(node.projectId, node.accessKeyId))?.value.step === 'retire';
}

/** With a copy of the row: anyone can have VS Code call the commands above with one, so it proves no click. */
async function run(command: CommandId, node: Node, selection?: readonly Node[]): Promise<void> {
  await commands.executeCommand(command, { ...node }, selection);
}

interface Action {
  readonly label: string;
  readonly value: CommandId;
}

function actionsOn(kind: 'key' | 'pendingSecret'): readonly Action[] {
  switch (kind) {
    case 'key':
      return [
        { label: `$(copy) ${l10n.t('Copy Key ID')}`, value: 'sinchAccessKeys.copyKeyId' },
        { label: `$(edit) ${l10n.t('Rename Access Key')}`, value: 'sinchAccessKeys.renameKey' },
        { label: `$(file-add) ${l10n.t('Insert Into .env')}`, value: 'sinchAccessKeys.insertIntoEnv' },
        { label: `$(sync) ${l10n.t('Rotate Access Key')}`, value: 'sinchAccessKeys.rotateKey' },
        { label: `$(trash) ${l10n.t('Delete Access Key')}`, value: 'sinchAccessKeys.deleteKey' },
      ];
    case 'pendingSecret':
      return [
        { label: `$(file-add) ${l10n.t('Insert Into .env')}`, value: 'sinchAccessKeys.insertIntoEnv' },
        { label: `$(copy) ${l10n.t('Copy Secret')}`, value: 'sinchAccessKeys.copySecret' },
        { label: `$(close) ${l10n.t('Discard Secret')}`, value: 'sinchAccessKeys.dropSecret' },
      ];
  }
}

/** The actions on a retiring key. */
function actionsOnRetiring(): readonly Action[] {
  return [
    { label: `$(trash) ${l10n.t('Delete Old Key')}`, value: 'sinchAccessKeys.deleteOldKey' },
    { label: `$(discard) ${l10n.t('Continue Rotation')}`, value: 'sinchAccessKeys.resumeRotation' },
    { label: `$(copy) ${l10n.t('Copy Key ID')}`, value: 'sinchAccessKeys.copyKeyId' },
    { label: `$(edit) ${l10n.t('Rename Access Key')}`, value: 'sinchAccessKeys.renameKey' },
  ];
}
