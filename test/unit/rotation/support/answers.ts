import { riskName } from '../../../../src/envFiles/risks';
import type { PlanRequest, RotatedUse, RotateQuestions } from '../../../../src/rotation/rotationQuestions';
import { maxAccessKeys } from '../../../../src/sinch/limits';
import type { AccessKey } from '../../../../src/sinch/types';
import { type KeyWindow, type KeyWorld, projectId } from '../../../fakes/keyWorld';

/** A user who agrees to what is asked and decides everything else later, save for `answers`. */
export function answering(window: KeyWindow, answers: Partial<RotateQuestions> = {}): RotateQuestions {
  const yes = () => Promise.resolve(true);
  const no = () => Promise.resolve(false);
  const later = () => Promise.resolve(undefined);
  return {
    whileRotating: (_, task) => task({ signal: window.signal }),
    whileDeletingOrphan: (_, task) => task(window.signal),
    confirmHoldInMemory: yes,
    confirmDeleteOldKey: yes,
    confirmDeleteOrphan: no,
    confirmUndo: yes,
    confirmAbandon: yes,
    confirmDeleteFirst: yes,
    decideOnRetiring: no,
    decideOnFailure: later,
    decideOnNewKeyGone: later,
    decideOnSecretGone: later,
    decideOnFilesLeft: later,
    decideOnResume: later,
    decideOnRoom: (_, mayGoFirst) => Promise.resolve(mayGoFirst ? 'deleteFirst' : undefined),
    listKeys: () => Promise.resolve([]),
    askForPlan: later,
    tell: () => Promise.resolve(),
    tellHeldInMemory: () => undefined,
    tellUnderWay: () => undefined,
    ...answers,
  };
}

/** The files, once what they claim was checked; the user agrees to what could not be proved. */
export async function checked(
  uses: readonly RotatedUse[],
  claims: PlanRequest['claims'],
  signal: AbortSignal,
): Promise<readonly RotatedUse[]> {
  await claims.check(uses, signal);
  return uses.map(use => {
    const risk = claims.riskOf(use);
    return risk ? { ...use, agreed: [riskName(risk)] } : use;
  });
}

/** The keys of the project; so many that there is no room for another, where the old key is to go first. */
export function keysThere({ sinch }: KeyWorld, isFull: boolean): readonly AccessKey[] {
  const keys = [...sinch.keys.values()].map(({ accessKeyId, displayName }) => ({
    accessKeyId,
    displayName,
    projectId,
  }));
  const missing = isFull ? Math.max(0, maxAccessKeys - keys.length) : 0;
  const others = Array.from({ length: missing }, (_, index) => ({
    accessKeyId: `other-key-${index}`,
    displayName: `other ${index}`,
    projectId,
  }));
  return [...keys, ...others];
}
