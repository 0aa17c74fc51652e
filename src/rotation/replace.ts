import type { NewPair, Replacement } from '../envFiles/replacePair';
import { isRisk, type Risk, riskName } from '../envFiles/risks';
import type { OldSecrets, Rotation, RotationFile, RotationFileState } from './rotation';
import { newPairOf } from './credentials';
import { inFiles } from './inFiles';
import { oldSecretsOf, secretIn } from './oldSecrets';
import type { RotationParts } from './rotationParts';
import type { StepOptions, StepResult } from './step';

/** Replaces the old pair with the new one in the files that still hold it. */
export async function replace(
  parts: RotationParts,
  rotation: Rotation,
  { signal, isResumed, written }: StepOptions,
): Promise<StepResult> {
  const { ending } = rotation;
  const open = rotation.files.filter(({ state }) => state === 'open');
  if (open.length === 0) return { rotation: { ...rotation, step: 'release' } };
  const reading = oldSecretsOf(parts.rotations, rotation);
  const [pair] = await Promise.all([newPairOf(parts, rotation), written, reading.catch(() => undefined)]);
  if (!pair) return { rotation, outcome: { kind: 'secretGone' } };
  // The new key may have been deleted since it was proved.
  if (isResumed) await parts.prove(rotation.projectId, pair, signal);
  const results = await replaceIn(open, parts, rotation, { pair, secrets: await reading, signal });
  const files = rotation.files.map(file => ({ ...file, state: stateAfter(file, results.get(file.uri)) }));
  if (files.every(({ state }) => state !== 'open'))
    return { rotation: { ...rotation, files, step: 'release' } };
  if (signal.aborted)
    return { rotation: { ...rotation, files }, outcome: { kind: 'failed', error: signal.reason } };
  return ending === 'deleteNow'
    ? { rotation: { ...rotation, files: files.map(left), step: 'release' } }
    : { rotation: { ...rotation, files }, outcome: { kind: 'filesLeft', results } };
}

interface Keys {
  readonly pair: NewPair;
  readonly secrets: OldSecrets;
  readonly signal: AbortSignal;
}

/** @returns the results by file address; an abort leaves the rest out. @throws TakenOverError, SecretStorageError */
async function replaceIn(
  open: readonly RotationFile[],
  { rotations, replace }: RotationParts,
  rotation: Rotation,
  { pair, secrets, signal }: Keys,
): Promise<ReadonlyMap<string, Replacement>> {
  const { oldKeyId } = rotation;
  return inFiles(open, async ({ uri, agreed = [] }) => {
    await rotations.assertMine(rotation);
    if (signal.aborted) return undefined;
    const keySecret = secrets.signIn ?? secretIn(secrets, uri);
    return replace(uri, { keyId: oldKeyId, keySecret }, pair, agreed);
  });
}

function stateAfter({ state }: RotationFile, result: Replacement | undefined): RotationFileState {
  switch (result?.kind) {
    case 'replaced':
    case 'alreadyThere':
      return 'replaced';
    case 'idReplaced':
      return 'idOnly';
    case 'unsaved':
    case 'failed':
    case undefined:
      return state;
  }
}

/**
 * The rotation without the files that couldn't be changed: they keep the old key or, in an undo, the new one.
 * @param results of an undo, by address: the files that couldn't be restored
 */
export function leaveFiles(
  rotation: Rotation,
  results: ReadonlyMap<string, Replacement> = new Map(),
): Rotation {
  if (rotation.step !== 'undo') return { ...rotation, files: rotation.files.map(left), step: 'replace' };
  const files = rotation.files.map(file =>
    results.has(file.uri) ? ({ ...file, state: 'notRestored' } as const) : file,
  );
  return { ...rotation, files };
}

/** The risk because of which a file wasn't changed; undefined for any other result. */
export function riskIn(result: Replacement | undefined): Risk | undefined {
  return result?.kind === 'failed' && isRisk(result.why) ? result.why : undefined;
}

/** The rotation after the user agreed to the risks in `results`, by address, because of which files weren't changed. */
export function agreeToRisks(rotation: Rotation, results: ReadonlyMap<string, Replacement>): Rotation {
  const files = rotation.files.map(file => {
    const risk = riskIn(results.get(file.uri));
    return risk ? { ...file, agreed: [...(file.agreed ?? []), riskName(risk)] } : file;
  });
  return { ...rotation, files };
}

/** The file, marked as left unchanged if it is still to be changed. */
export function left(file: RotationFile): RotationFile {
  return file.state === 'open' ? { ...file, state: 'left' } : file;
}
