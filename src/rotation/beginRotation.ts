import type { SignInKey } from '../projects/signInKeys';
import { signInKeys } from '../projects/signInKeys';
import { maxAccessKeys } from '../sinch/limits';
import type { AccessKey } from '../sinch/types';
import { askForPlan, claimsIn } from './claims';
import { continueRotation } from './continueRotation';
import { newKeyName } from './newKeyName';
import { setApart } from './oldSecrets';
import { resumeRotation, rotationOf, rotationsBeside } from './resumeRotation';
import type { OldSecret, Rotation, RotationEnding, RotationFile } from './rotation';
import type { RotationParts } from './rotationParts';
import type { RotationEntry } from './rotations';
import type { RotatedUse, RotateQuestions, RotationPlan, RotationQuestions } from './rotationQuestions';

/** The endings of a rotation to choose from if the project has room for the new key. */
export const laterEndings: readonly RotationEnding[] = ['keep', 'deleteAfter', 'deleteNow'];

/**
 * Rotates one key after asking for a plan. If the key is already part of a rotation, asks how to resume that instead.
 * @param key with the ID of the project that uses it
 * @returns `keyGone` if the project doesn't have the key any more
 */
export async function rotateKey(
  parts: RotationParts,
  questions: RotateQuestions,
  key: AccessKey,
): Promise<'keyGone' | undefined> {
  const { projectId, accessKeyId } = key;
  const [rotations, signIns] = await Promise.all([rotationsBeside(parts, key), signInKeys(parts)]);
  if (rotations.own) {
    await resumeRotation(parts, questions, rotations.own);
    return undefined;
  }
  const [listed, secrets] = await Promise.all([
    questions.listKeys(projectId),
    knownSecrets(parts, signIns, [key]),
  ]);
  let keys = listed;
  if (!holds(keys, key)) return 'keyGone';
  const signIn = signIns.get(accessKeyId);
  const room = keys.length < maxAccessKeys ? 'there' : await questions.decideOnRoom(key, !signIn);
  if (room === undefined) return undefined;
  if (room === 'made') {
    keys = await questions.listKeys(projectId);
    if (!holds(keys, key)) return 'keyGone';
    if (keys.length >= maxAccessKeys) return undefined;
  }
  const newName = nameFor(parts, key, keys, rotations.all);
  const plan = await askForPlan(parts, questions, {
    keys: [key],
    name: newName,
    taken: keys,
    secrets,
    endings: room === 'deleteFirst' ? ['deleteFirst'] : laterEndings,
  });
  if (!plan) return undefined;
  if (room === 'deleteFirst' && !(await questions.confirmDeleteFirst(key))) return undefined;
  // Another window may have begun to rotate the key while the question was open.
  const meanwhile = await rotationOf(parts, key);
  if (meanwhile) {
    await resumeRotation(parts, questions, meanwhile);
    return undefined;
  }
  const rotation = rotationFor(parts, key, plan, plan.name ?? newName, {
    signIn,
    secret: secrets.get(accessKeyId),
    keys,
  });
  const begun = await beginRotation(parts, questions, rotation);
  if (begun) await continueRotation(parts, questions, begun);
  return undefined;
}

/**
 * Writes a rotation into the journal, so that it can be continued after a crash.
 * @returns the rotation as it is recorded; undefined if it can't be stored and the user doesn't want to rotate without
 */
export async function beginRotation(
  { rotations }: Pick<RotationParts, 'rotations'>,
  questions: Pick<RotationQuestions, 'confirmHoldInMemory'>,
  planned: Rotation,
): Promise<Rotation | undefined> {
  const rotation = await setApart(rotations, planned);
  if ((await rotations.write(rotation)) === 'stored') return rotation;
  if (await questions.confirmHoldInMemory(rotation)) return rotation;
  await rotations.finish(rotation);
  return undefined;
}

/** What the extension knows about an old key, apart from any file. */
export interface KnownOldKey {
  /** Where the extension signs in with it; undefined if it doesn't. */
  readonly signIn: SignInKey | undefined;
  readonly secret: string | undefined;
}

/** The rotation to begin with. The keys of the project may be unknown. */
export function rotationFor(
  { now = Date.now }: Pick<RotationParts, 'now'>,
  { projectId, accessKeyId, displayName }: AccessKey,
  { files, ending }: Pick<RotationPlan, 'files' | 'ending'>,
  newName: string,
  { signIn, secret, keys }: KnownOldKey & { readonly keys: readonly AccessKey[] | undefined },
): Rotation {
  return {
    projectId,
    oldKeyId: accessKeyId,
    oldName: displayName,
    newName,
    newKey: { kind: 'notCreated' },
    ...(keys && { keyIdsBefore: keys.map(each => each.accessKeyId) }),
    begunAt: now(),
    ending,
    step: ending === 'deleteFirst' ? 'deleteFirst' : 'create',
    ...(signIn && {
      signIn: { projectIds: signIn.projects.map(({ id }) => id), oldSecret: signIn.keySecret },
    }),
    files: files.filter(use => use.accessKeyId === accessKeyId).map(use => rotationFile(use, secret)),
  };
}

/**
 * The name of the key that replaces an old one. Names that unfinished rotations will use count as taken: each finds the
 * key it created by its name.
 */
export function nameFor(
  { now = Date.now }: Pick<RotationParts, 'now'>,
  { displayName }: AccessKey,
  keys: readonly AccessKey[],
  rotations: readonly RotationEntry[],
): string {
  const given = rotations.map(({ value }) => value.newName);
  return newKeyName(displayName, new Date(now()), new Set([...keys.map(key => key.displayName), ...given]));
}

/** The secrets of `keys` that are in VS Code's secret storage, by key ID. @throws SecretStorageError */
export async function knownSecrets(
  { pendingSecrets }: Pick<RotationParts, 'pendingSecrets'>,
  signIns: ReadonlyMap<string, SignInKey>,
  keys: readonly AccessKey[],
): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  for (const { projectId, accessKeyId } of keys) {
    const secret =
      signIns.get(accessKeyId)?.keySecret ?? (await pendingSecrets.get(projectId, accessKeyId))?.secret;
    if (secret !== undefined) secrets.set(accessKeyId, secret);
  }
  return secrets;
}

/** A file to change, with the old key's secret: blank if the file has none. VS Code's own word on it wins. */
function rotationFile(use: RotatedUse, known: string | undefined): RotationFile {
  const { uri, agreed } = use;
  const [claimed] = claimsIn(use);
  const oldSecret: OldSecret =
    claimed === undefined ? { kind: 'blank' } : { kind: 'known', secret: known ?? claimed };
  return { uri: uri.toString(), oldSecret, state: 'open', ...(agreed && { agreed }) };
}

function holds(keys: readonly AccessKey[], { accessKeyId }: AccessKey): boolean {
  return keys.some(each => each.accessKeyId === accessKeyId);
}
