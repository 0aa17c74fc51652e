import { Uri } from 'vscode';
import { foreignText } from '../../foreignText';
import { l10n } from '../../l10n';
import { riskName } from '../../envFiles/risks';
import { projectName } from '../../projects/projectList';
import { rotateKey } from '../../rotation/beginRotation';
import { type BatchQuestions, failureOf, type KeyResult, rotateSeveral } from '../../rotation/rotateInTurn';
import type {
  PlanQuestions,
  PlanRequest,
  RotatedUse,
  RotateQuestions,
} from '../../rotation/rotationQuestions';
import { withProgress, withProgressIfSlow } from '../../ui/progress';
import { isAbort } from '../../ui/signal';
import { UserError } from '../../ui/userError';
import { type ChosenKey, freshKeys } from '../choose';
import { chooseKeys } from '../chooseKeys';
import { chooseKeyInFile } from '../env/choosePair';
import { keyNameProblem } from '../keys/keyName';
import type { Parts } from '../parts';
import { showMessage } from '../runReportingErrors';
import { searchKeyUses } from '../searchKeyUses';
import { shows } from '../show';
import { complete } from '../walkthrough';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { confirmRotation } from './confirmRotation';
import { confirmDeleteFirst, decideOnRoom } from './makeRoom';
import { resumeQuestions } from './resumeQuestions';
import type { RotatingParts } from './rotatingParts';
import { confirmHoldInMemory } from './rotationQuestions';
import { askRotation } from './rotationPage';
import { rotationReport, whyFailed } from './rotationReport';
import { stepWords } from './rotationSentences';
import { replaceableUses, type RotationTarget, rotationTargets } from './rotationTargets';

/** Replaces access keys by new ones, in the files of the workspace too. */
export async function rotateKeys(
  parts: RotatingParts & Pick<Parts, 'keyFiles'>,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  const title = l10n.t('Rotate Access Keys');
  // The title of an editor names its file.
  const isFile = argument instanceof Uri;
  const meant = isFile ? await chooseKeyInFile(parts, argument, title) : argument;
  if (!isFile || meant) await rotateChosen(parts, await chooseKeys(parts, meant, selection, title));
}

export async function rotateChosen(parts: RotatingParts, chosen: readonly ChosenKey[]): Promise<void> {
  const [only] = chosen;
  if (!only) return;
  const over = new AbortController();
  try {
    await (chosen.length === 1 ? rotateOne(parts, only, over.signal) : rotateAll(parts, chosen, over.signal));
  } finally {
    over.abort();
  }
}

async function rotateOne(parts: RotatingParts, chosen: ChosenKey, over: AbortSignal): Promise<void> {
  const { project, key } = chosen;
  const questions: RotateQuestions = {
    ...resumeQuestions(parts),
    ...planQuestions(parts, [chosen], over, {
      title: l10n.t('Rotate “{0}” of “{1}”', key.displayName, projectName(project)),
      action: l10n.t('Rotate “{0}”', key.displayName),
    }),
    decideOnRoom: (_, mayGoFirst) => decideOnRoom(parts, chosen, mayGoFirst),
    confirmDeleteFirst: () => confirmDeleteFirst(parts, chosen),
  };
  if ((await rotateKey(parts.rotation, questions, keyOf(chosen))) === 'keyGone') {
    throw new UserError(
      l10n.t('Access key “{0}” no longer exists in “{1}”.', key.displayName, projectName(project)),
    );
  }
}

/** Rotates several keys, and shows the result of each in the end. */
async function rotateAll(
  parts: RotatingParts,
  chosen: readonly ChosenKey[],
  over: AbortSignal,
): Promise<void> {
  const title = l10n.t('Rotate {0} Access Keys', chosen.length);
  const questions: BatchQuestions = {
    ...planQuestions(parts, chosen, over, { title, action: title }),
    confirmHoldInMemory: rotation => confirmHoldInMemory(parts, rotation),
    tellHeldInMemory: rotation => {
      warnHeldInMemory(parts, rotation.newName);
    },
    whileRotatingAll: (keys, task) =>
      withProgress(l10n.t('Rotating {0} access keys', keys.length), (signal, report) => {
        const position = (index: number) => l10n.t('{0} of {1}', index + 1, keys.length);
        return task({
          signal,
          onKey: index => {
            const name = foreignText(keys[index]?.displayName ?? '');
            report(`${position(index)}: “${name}”`, index === 0 ? 0 : 100 / keys.length);
          },
          onStep: (index, rotation) => {
            const words = stepWords(rotation);
            if (words !== undefined) report(`${position(index)}: ${words}`);
          },
        });
      }),
  };
  const results = await rotateSeveral(parts.rotation, questions, chosen.map(keyOf));
  if (!results) return;
  logBugs(parts, results);
  const { message, isTrouble } = rotationReport(results);
  if (!isTrouble) complete('rotated');
  void showMessage(
    parts,
    isTrouble ? 'warn' : 'notify',
    message,
    chosen.slice(0, 1).map(({ project }) => shows(parts, { kind: 'project', projectId: project.id })),
  );
}

/** The key under the ID of the project it is used by. */
function keyOf({ project, key }: ChosenKey): ChosenKey['key'] {
  return { ...key, projectId: project.id };
}

function planQuestions(
  parts: RotatingParts,
  chosen: readonly ChosenKey[],
  over: AbortSignal,
  words: { readonly title: string; readonly action: string },
): PlanQuestions {
  let searching: ReturnType<typeof searchKeyUses> | undefined;
  const search = () => (searching ??= searchKeyUses(parts, chosen.map(keyOf), over));
  return {
    listKeys: async projectId => {
      // The files are searched while Sinch answers.
      void search();
      const project = chosen.find(each => each.project.id === projectId)?.project ?? { id: projectId };
      return freshKeys(parts, project);
    },
    askForPlan: async ({ keys, secrets, claims, name, endings, taken }) => {
      const found = await search();
      const searched =
        typeof found === 'string' ? found : { uses: found.usesGiven(secrets), incomplete: found.incomplete };
      const whole = replaceableUses(searched, secrets);
      const checking = withProgressIfSlow(l10n.t('Checking the secrets in the files with Sinch…'), signal =>
        claims.check(whole, signal),
      );
      const targets = await rotationTargets(searched, secrets, claims, checking);
      const rename = (before: string) => askName(parts, before, taken);
      const choice = await askRotation(parts, { ...words, name, targets, endings, rename });
      if (!choice || !(await confirmRotation(parts, keys, choice))) return undefined;
      return { ...choice, files: [...choice.files].map(agreedUse) };
    },
  };
}

function agreedUse({ use, risks }: RotationTarget): RotatedUse {
  return { ...use, agreed: risks.map(riskName) };
}

async function askName(
  { prompts }: Pick<RotatingParts, 'prompts'>,
  name: string,
  taken: PlanRequest['taken'],
): Promise<string | undefined> {
  const answer = await prompts.text({
    title: l10n.t('Name of the New Key'),
    prompt: l10n.t('The key that replaces the old one'),
    value: name,
    validate: text => keyNameProblem(text, taken),
  });
  return answer.kind === 'text' ? answer.text : undefined;
}

function logBugs({ log }: Pick<RotatingParts, 'log'>, results: readonly KeyResult[]): void {
  for (const result of results) {
    const failure = failureOf(result);
    if (failure && !whyFailed(result) && !isAbort(failure.error))
      log.error(`Rotating the access key ${result.key.accessKeyId} failed.`, failure.error);
  }
}
