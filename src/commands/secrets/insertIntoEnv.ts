import { l10n } from 'vscode';
import type { KeyPair } from '../../envFiles/plan';
import { asNode } from '../../tree/nodes';
import { insertableSecrets } from '../../rotation/insertableSecrets';
import { withCurrentName, type PendingSecret } from '../../keys/pendingSecrets';
import { projectName } from '../../projects/projectList';
import type { Choice } from '../../ui/prompts';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { chooseEnvFile } from '../env/chooseEnvFile';
import { type Delivery, insertPair } from '../env/insertPair';
import type { Parts } from '../parts';
import { assertInsertable } from './assertInsertable';
import { copiedSentence } from './copySecret';
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
  | 'log'
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
  if (node && 'accessKeyId' in node) return sourceOf(parts, node.projectId, node.accessKeyId);
  const all = await sources(parts, node?.projectId);
  const [first] = all;
  if (!first) throw new UserError(l10n.t('There is no access key with a known secret. Create a key first.'));
  if (all.length === 1) return first;
  return parts.prompts.pick(
    l10n.t('Insert Into .env'),
    l10n.t('Which access key?'),
    all.map(source => choice(parts, source)),
  );
}

/** @throws UserError where its secret is not known, or a rotation has to go on first */
async function sourceOf(parts: InsertParts, projectId: string, accessKeyId: string): Promise<Source> {
  const held = await parts.pendingSecrets.get(projectId, accessKeyId);
  if (held) {
    await assertInsertable(parts, held);
    return waitingSource(parts, held);
  }
  const signIn = await signInSource(parts, projectId);
  if (signIn?.delivery.pair.keyId === accessKeyId) return signIn;
  throw secretUnknown(parts, projectId, accessKeyId);
}

async function sources(parts: InsertParts, projectId: string | undefined): Promise<readonly Source[]> {
  const waiting = await waitingSources(parts, projectId);
  const ids = new Set(waiting.map(({ delivery }) => delivery.pair.keyId));
  try {
    const signIns = await signInSources(parts, projectId);
    return [...waiting, ...signIns.filter(({ delivery }) => !ids.has(delivery.pair.keyId))];
  } catch (error) {
    if (waiting.length === 0) throw error;
    parts.log.error('The keys the extension signs in with could not be read.', error);
    return waiting;
  }
}

async function waitingSources(parts: InsertParts, projectId: string | undefined): Promise<readonly Source[]> {
  const waiting = await insertableSecrets(parts, projectId);
  const secrets = await Promise.all(
    waiting.map(({ projectId, accessKeyId }) => parts.pendingSecrets.get(projectId, accessKeyId)),
  );
  return secrets.filter(secret => secret !== undefined).map(secret => waitingSource(parts, secret));
}

function waitingSource(parts: InsertParts, secret: PendingSecret): Source {
  const held = withCurrentName(parts.keys, secret);
  return { delivery: deliveryOf(parts, held), name: held.displayName, waits: true };
}

async function signInSources(parts: InsertParts, projectId: string | undefined): Promise<readonly Source[]> {
  const projects = parts.projects.all().filter(({ id }) => projectId === undefined || id === projectId);
  const found = await Promise.all(projects.map(({ id }) => signInSource(parts, id)));
  return found.filter(source => source !== undefined);
}

async function signInSource(parts: InsertParts, projectId: string): Promise<Source | undefined> {
  const credential = await parts.credentials.get(projectId);
  if (credential?.kind !== 'keyPair') return undefined;
  const { keyId, keySecret } = credential;
  const name = parts.keys.find(projectId, keyId)?.displayName ?? keyId;
  return {
    delivery: deliveryOfCredential(parts, { projectId, keyId, keySecret }, name),
    name,
    waits: false,
  };
}

/** The extension goes on signing in with it: nothing is given up. */
function deliveryOfCredential({ clipboard, prompts }: InsertParts, pair: KeyPair, name: string): Delivery {
  return {
    pair,
    onDisk: () => Promise.resolve(),
    copySecret: async () => {
      const seconds = await clipboard.copySecret(pair.keySecret);
      void prompts.notify(copiedSentence(name, seconds));
    },
  };
}

function choice({ projects }: InsertParts, source: Source): Choice<Source> {
  const { projectId, keyId } = source.delivery.pair;
  const project = projects.get(projectId) ?? { id: projectId };
  return {
    label: `$(key) ${source.name}`,
    description: `${projectName(project)} · ${keyId}`,
    detail: source.waits ? l10n.t('its secret is pending') : l10n.t('this extension signs in with it'),
    value: source,
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
