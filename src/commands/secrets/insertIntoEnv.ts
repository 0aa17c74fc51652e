import { Uri } from 'vscode';
import { l10n } from '../../l10n';
import { asNode } from '../../tree/nodes';
import type { PendingKey } from '../../keys/pendingSecrets';
import {
  type InsertableKey,
  insertableKey,
  type InsertableKeyChoice,
  insertableKeys,
} from '../../rotation/insertableKeys';
import { projectName } from '../../projects/projectList';
import type { Choice } from '../../ui/prompts';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { chooseEnvFile } from '../env/chooseEnvFile';
import { type Delivery, insertPair } from '../env/insertPair';
import type { Parts } from '../parts';
import { assertInsertable } from './assertInsertable';
import { askAndCopy } from './copySecret';
import { deliveryOf } from './askWhereToInsert';

type InsertParts = Pick<
  Parts,
  | 'projects'
  | 'credentials'
  | 'keys'
  | 'pendingSecrets'
  | 'rotations'
  | 'envFiles'
  | 'clipboard'
  | 'prompts'
  | 'askedBy'
  | 'log'
>;

/** Inserts project ID, key ID and key secret into the active `.env` file, or into one the user picks. */
export async function insertIntoEnv(parts: InsertParts, argument: unknown): Promise<void> {
  const key = await chooseInsertableKey(parts, argument);
  if (!key) return;
  // The title of an editor names its file.
  const named = argument instanceof Uri ? argument : undefined;
  const file = named ?? parts.envFiles.targets.active() ?? (await chooseEnvFile(parts));
  if (file)
    await insertPair(parts, file, key.pending ? deliveryOf(parts, key.pending) : signInDelivery(parts, key));
}

/** @throws UserError if no secret is known, or a rotation has to be continued first */
async function chooseInsertableKey(
  parts: InsertParts,
  argument: unknown,
): Promise<InsertableKey | undefined> {
  const node = asNode(argument);
  const chosen = node && 'accessKeyId' in node ? node : await pickKey(parts, node?.projectId);
  if (!chosen) return undefined;
  const key = await insertableKey(parts, chosen.projectId, chosen.accessKeyId);
  if (!key) throw secretUnknown(parts, chosen.projectId, chosen.accessKeyId);
  if (key.pending) await assertInsertable(parts, key.pending);
  return key;
}

/** The only key that can be inserted, or the one the user picks. @throws UserError if there is none */
async function pickKey(parts: InsertParts, projectId: string | undefined): Promise<PendingKey | undefined> {
  const all = await insertableKeys(parts, projectId);
  const [first] = all;
  if (!first) throw new UserError(l10n.t('There is no access key with a known secret. Create a key first.'));
  if (all.length === 1) return first.key;
  return parts.prompts.pick(
    l10n.t('Insert Into .env'),
    l10n.t('Which access key?'),
    all.map(key => choice(parts, key)),
  );
}

/** Delivers the sign-in key to a file. The extension keeps using it, so nothing is discarded. */
function signInDelivery(parts: InsertParts, { pair, name }: InsertableKey): Delivery {
  return {
    pair,
    onDisk: () => Promise.resolve(),
    copySecret: async () => {
      const message = await askAndCopy(parts, { name, ...pair });
      if (message !== undefined) void parts.prompts.notify(message);
    },
    untilSaved: l10n.t('Apps can’t use it until you save the file.'),
    ...(parts.askedBy === 'other' && { confirmFor: name }),
  };
}

function choice({ projects }: InsertParts, { key, isPending }: InsertableKeyChoice): Choice<PendingKey> {
  const { projectId, accessKeyId, displayName } = key;
  const project = projects.get(projectId) ?? { id: projectId };
  return {
    label: `$(key) ${displayName}`,
    description: `${projectName(project)} · ${accessKeyId}`,
    detail: isPending ? l10n.t('its secret is pending') : l10n.t('this extension signs in with it'),
    value: key,
  };
}

function secretUnknown({ keys }: InsertParts, projectId: string, accessKeyId: string): UserError {
  const name = keys.find(projectId, accessKeyId)?.displayName ?? accessKeyId;
  return new UserError(
    l10n.t(
      'VS Code doesn’t have the secret of “{0}”. Sinch showed it once, when the key was created. Create another key to get a secret.',
      name,
    ),
    { remedies: [runs(l10n.t('Create Access Key'), 'sinchAccessKeys.createKey', projectId)] },
  );
}
