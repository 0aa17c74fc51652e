import { l10n } from 'vscode';
import type { KeyPair } from '../../envFiles/keyPair';
import { asNode } from '../../keys/nodes';
import { projectName } from '../../projects/projectList';
import type { Choice } from '../../ui/prompts';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { chooseEnvFile } from '../env/chooseEnvFile';
import { type Delivery, insertPair } from '../env/insertPair';
import type { Parts } from '../parts';
import { deliveryOf } from './placeSecret';

type InsertParts = Pick<
  Parts,
  'projects' | 'credentials' | 'keys' | 'waiting' | 'envFiles' | 'clipboard' | 'prompts'
>;

/** A key whose secret can be had: one that waits, or the one the extension signs in with. */
interface Source {
  readonly delivery: Delivery;
  readonly name: string;
  readonly waits: boolean;
}

/** Inserts project ID, key ID and key secret into the active `.env` file, or into one the user picks. */
export async function insertIntoEnv(parts: InsertParts, argument: unknown): Promise<void> {
  const source = await chooseSource(parts, argument);
  if (!source) return;
  const file = parts.envFiles.targets.active() ?? (await chooseEnvFile(parts));
  if (file) await insertPair(parts, file, source.delivery);
}

async function chooseSource(parts: InsertParts, argument: unknown): Promise<Source | undefined> {
  const node = asNode(argument);
  const all = await sources(parts, node?.projectId);
  if (node && 'accessKeyId' in node) {
    const named = all.find(({ delivery }) => delivery.pair.keyId === node.accessKeyId);
    if (named) return named;
    throw secretUnknown(parts, node.projectId, node.accessKeyId);
  }
  const [first] = all;
  if (!first)
    throw new UserError(l10n.t('There is no access key whose secret is known. Create a key first.'));
  if (all.length === 1) return first;
  return parts.prompts.pick(
    l10n.t('Insert Into .env'),
    l10n.t('Which access key?'),
    all.map(source => choice(parts, source)),
  );
}

async function sources(parts: InsertParts, projectId: string | undefined): Promise<readonly Source[]> {
  const { projects, credentials, keys, waiting } = parts;
  const found: Source[] = [];
  for (const key of await waiting.list(projectId)) {
    const held = await waiting.get(key.projectId, key.accessKeyId);
    if (!held) continue;
    found.push({ delivery: deliveryOf(parts, held), name: held.displayName, waits: true });
  }
  for (const { id } of projects.all()) {
    if (projectId !== undefined && id !== projectId) continue;
    const credential = await credentials.get(id);
    if (credential?.kind !== 'keyPair') continue;
    const { keyId, keySecret } = credential;
    if (found.some(({ delivery }) => delivery.pair.keyId === keyId)) continue;
    const name = keys.find(id, keyId)?.displayName ?? keyId;
    const delivery = deliveryOfCredential(parts, { projectId: id, keyId, keySecret }, name);
    found.push({ delivery, name, waits: false });
  }
  return found;
}

/** The extension goes on signing in with it: nothing is given up. */
function deliveryOfCredential({ clipboard, prompts }: InsertParts, pair: KeyPair, name: string): Delivery {
  return {
    pair,
    placed: () => Promise.resolve(),
    copySecret: async () => {
      await clipboard.copySecret(pair.keySecret);
      void prompts.notify(l10n.t('The secret of “{0}” is on the clipboard.', name));
    },
  };
}

function choice({ projects }: InsertParts, source: Source): Choice<Source> {
  const project = projects.get(source.delivery.pair.projectId);
  return {
    label: `$(key) ${source.name}`,
    description: project ? projectName(project) : source.delivery.pair.projectId,
    detail: source.waits
      ? l10n.t('its secret waits to be placed')
      : l10n.t('this extension signs in with it'),
    value: source,
  };
}

function secretUnknown({ keys }: InsertParts, projectId: string, accessKeyId: string): UserError {
  const name = keys.find(projectId, accessKeyId)?.displayName ?? accessKeyId;
  return new UserError(
    l10n.t(
      'The secret of “{0}” is not known here: Sinch showed it once, when the key was created. Create another key to get a secret.',
      name,
    ),
    { remedies: [runs(l10n.t('Create Access Key'), 'sinchAccessKeys.createKey', projectId)] },
  );
}
