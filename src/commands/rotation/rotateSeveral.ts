import { l10n } from 'vscode';
import { withProgress } from '../../ui/progress';
import { isAbort } from '../../ui/signal';
import { type ChosenKey, freshKeys } from '../choose';
import { showMessage } from '../runReportingErrors';
import { searchKeyUses } from '../searchKeyUses';
import { shows } from '../show';
import { signInKeys } from '../../projects/signInKeys';
import { failureOf } from './failureOf';
import { knownSecrets } from './knownSecrets';
import { rotateInTurn } from './rotateInTurn';
import type { Turn } from './turn';
import type { RotatingParts } from './rotatingParts';
import { askRotation } from './rotationPage';
import { rotationReport } from './rotationReport';
import { laterEndings } from './rotateOne';
import { rotationTargets } from './rotationTargets';

/** Asks once, rotates several keys one after another, and tells in the end what became of each. */
export async function rotateSeveral(parts: RotatingParts, chosen: readonly ChosenKey[]): Promise<void> {
  for (const project of new Set(chosen.map(({ project }) => project))) await freshKeys(parts, project);
  const signIns = await signInKeys(parts);
  const secrets = await knownSecrets(parts, signIns, chosen);
  const searched = await searchKeyUses(
    parts,
    chosen.map(({ key }) => key),
    secrets,
  );
  const title = l10n.t('Rotate {0} Access Keys', chosen.length);
  const choice = await askRotation(parts, {
    title,
    action: title,
    name: undefined,
    targets: await rotationTargets(searched),
    endings: laterEndings,
    rename: () => Promise.resolve(undefined),
  });
  if (!choice) return;
  const turns = await withProgress(l10n.t('Rotating {0} access keys', chosen.length), (signal, report) =>
    rotateInTurn(parts, chosen, { choice, signIns, signal, report }),
  );
  logBugs(parts, turns);
  const { message, isTrouble } = rotationReport(turns);
  void showMessage(
    parts,
    isTrouble ? 'warn' : 'notify',
    message,
    chosen.slice(0, 1).map(({ project }) => shows(parts, { kind: 'project', projectId: project.id })),
  );
}

function logBugs({ log }: RotatingParts, turns: readonly Turn[]): void {
  for (const turn of turns) {
    const failure = failureOf(turn);
    if (failure && !failure.why && !isAbort(failure.error)) {
      log.error(`Rotating the access key ${turn.chosen.key.accessKeyId} failed.`, failure.error);
    }
  }
}
