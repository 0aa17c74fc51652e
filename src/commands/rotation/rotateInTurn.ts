import { l10n } from 'vscode';
import { runRotation } from '../../rotation/runRotation';
import { newKeyName } from '../../rotation/newKeyName';
import { maxAccessKeys } from '../../sinch/limits';
import type { Report } from '../../ui/progress';
import type { ChosenKey } from '../choose';
import type { SignInKey } from '../../projects/signInKeys';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { beginRotation } from './beginRotation';
import { failureOf } from './failureOf';
import { isWaiting } from './isWaiting';
import type { RotatingParts } from './rotatingParts';
import { rotationOf } from './rotationOf';
import type { RotationChoice } from './rotationPage';
import { stepWords } from './stepWords';
import type { Turn } from './turn';

export interface TurnOptions {
  readonly choice: RotationChoice;
  readonly signIns: ReadonlyMap<string, SignInKey>;
  readonly signal: AbortSignal;
  readonly report: Report;
}

/**
 * Rotates keys one after another. One that stops does not stop the others, save those of a project that can't be signed
 * in to or reached; an abort ends the rotation under way where it stands and leaves the rest alone.
 */
export async function rotateInTurn(
  parts: RotatingParts,
  all: readonly ChosenKey[],
  options: TurnOptions,
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  const closed = new Set<string>();
  for (const [index, chosen] of all.entries()) {
    const { project, key } = chosen;
    const isOver = options.signal.aborted || closed.has(project.id);
    const position = l10n.t('{0} of {1}', index + 1, all.length);
    options.report(`${position}: “${key.displayName}”`, index === 0 ? 0 : 100 / all.length);
    const turn = isOver
      ? ({ kind: 'notTried', chosen } as const)
      : await rotate(parts, chosen, options, position).catch(
          (error: unknown) => ({ kind: 'failed', chosen, error }) as const,
        );
    if (failureOf(turn)?.why?.culprit !== undefined) closed.add(project.id);
    turns.push(turn);
  }
  return turns;
}

async function rotate(
  parts: RotatingParts,
  chosen: ChosenKey,
  { choice, signIns, signal, report }: TurnOptions,
  position: string,
): Promise<Turn> {
  const { project, key } = chosen;
  if (await rotationOf(parts, chosen)) return { kind: 'rotating', chosen };
  const state = parts.keys.peek(project.id);
  const keys = state.status === 'unknown' ? [] : state.keys;
  if (keys.length >= maxAccessKeys) return { kind: 'full', chosen };
  const name = newKeyName(key.displayName, new Date(), new Set(keys.map(({ displayName }) => displayName)));
  const signIn = signIns.get(key.accessKeyId);
  const begun = await beginRotation(parts, chosen, { ...choice, name }, signIn);
  if (!begun) return { kind: 'notTried', chosen };
  const { rotation, outcome, isSecretHeld } = await runRotation(parts.rotation, begun, {
    signal,
    onStep: step => {
      const words = stepWords(step);
      if (words !== undefined) report(`${position}: ${words}`);
    },
  });
  const waits = await isWaiting(parts, rotation);
  if (isSecretHeld && waits) warnHeldInMemory(parts, rotation.newName);
  return { kind: 'halted', chosen, rotation, outcome, isWaiting: waits };
}
