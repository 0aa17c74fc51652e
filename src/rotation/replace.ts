import type { NewPair, Replacement } from '../envFiles/replacePair';
import { isRisk, type Risk, riskName } from '../envFiles/risks';
import type { Rotation, RotationFile, RotationFileState } from './rotation';
import { newPairOf } from './credentials';
import type { RotationParts } from './rotationParts';
import type { StepOptions, StepResult } from './steps';

/** Puts the new pair into the files that still hold the old one. */
export async function replace(
  parts: RotationParts,
  rotation: Rotation,
  { signal, isResumed }: StepOptions,
): Promise<StepResult> {
  const { ending } = rotation;
  const open = rotation.files.filter(({ state }) => state === 'open');
  if (open.length === 0) return { rotation: { ...rotation, step: 'release' } };
  const pair = await newPairOf(parts, rotation);
  if (!pair) return { rotation, outcome: { kind: 'secretGone' } };
  // Since it was proved it may have been deleted.
  if (isResumed) await parts.prove(rotation.projectId, pair, signal);
  const results = await replaceIn(open, parts, rotation, { pair, signal });
  const files = rotation.files.map(file => ({ ...file, state: stateAfter(file, results.get(file.uri)) }));
  if (files.every(({ state }) => state !== 'open'))
    return { rotation: { ...rotation, files, step: 'release' } };
  if (signal.aborted)
    return { rotation: { ...rotation, files }, outcome: { kind: 'failed', error: signal.reason } };
  return ending === 'deleteNow'
    ? { rotation: { ...rotation, files: files.map(left), step: 'release' } }
    : { rotation: { ...rotation, files }, outcome: { kind: 'filesLeft', results } };
}

/** @returns what became of each file, by address; of those up to an abort. @throws TakenOverError, SecretStorageError */
async function replaceIn(
  open: readonly RotationFile[],
  { rotations, replace }: RotationParts,
  rotation: Rotation,
  { pair, signal }: { readonly pair: NewPair; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Replacement>> {
  const { oldKeyId, signIn } = rotation;
  const results = new Map<string, Replacement>();
  for (const { uri, oldSecret, agreed = [] } of open) {
    if (signal.aborted) break;
    await rotations.assertMine(rotation);
    const keySecret = signIn?.oldSecret ?? (oldSecret.kind === 'known' ? oldSecret.secret : undefined);
    results.set(uri, await replace(uri, { keyId: oldKeyId, keySecret }, pair, agreed));
  }
  return results;
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
 * Continues without the files that could not be changed: they keep the key they hold. That is the old one, or, where the
 * rotation is undone, the new one.
 * @param results of the undo, by address: of the files that could not be put back
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

/** The risk for which a file was left alone; undefined for any other result. */
export function riskIn(result: Replacement | undefined): Risk | undefined {
  return result?.kind === 'failed' && isRisk(result.why) ? result.why : undefined;
}

/** Goes on with the files that were left alone because of a risk: the user agrees to what `results` name, by address. */
export function agreeToRisks(rotation: Rotation, results: ReadonlyMap<string, Replacement>): Rotation {
  const files = rotation.files.map(file => {
    const risk = riskIn(results.get(file.uri));
    return risk ? { ...file, agreed: [...(file.agreed ?? []), riskName(risk)] } : file;
  });
  return { ...rotation, files };
}

/** What could not be changed stays as it is. */
export function left(file: RotationFile): RotationFile {
  return file.state === 'open' ? { ...file, state: 'left' } : file;
}
