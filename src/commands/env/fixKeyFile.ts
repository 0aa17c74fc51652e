import { commands, env, type Uri, workspace } from 'vscode';
import { Clock } from '../../editor/clock';
import { type Fix, fixes, type Problem, problemsOf } from '../../editor/problems';
import { editorFiles } from '../../envFiles/editorFiles';
import { gitStatus } from '../../envFiles/gitStatus';
import { addIgnoreLine, ignoreFileFor } from '../../envFiles/ignoreLine';
import { removeOverriddenLines, setVariables } from '../../envFiles/tidyUp';
import { l10n } from '../../l10n';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { assertDone } from './afterInsertion';
import { asPlace, type ChosenPair, openKeyFile, pairsMeant, pickPair } from './choosePair';
import { ignoreFailureSentence } from './findingSentences';
import { moveSecret } from './moveSecret';

type FixParts = Pick<Parts, 'keyFiles' | 'envFiles' | 'clipboard' | 'prompts' | 'askedBy' | 'log'>;

/** Makes the fix that `argument`, a `FixPlace`, names; without one, asks which of the active file's problems to fix. */
export async function fixKeyFile(parts: FixParts, argument: unknown): Promise<void> {
  const { keyFiles, prompts, log } = parts;
  const document = await openKeyFile(argument);
  const { uri } = document;
  const git = await gitStatus(uri).catch((error: unknown) => {
    log.error('Git’s status of a key file could not be read.', error);
    return undefined;
  });
  const options = { uri: uri.toString(), git, clock: new Clock(env.language) };
  const pairs = keyFiles.pairsIn(document);
  const fix = fixIn(argument);
  if (fix === undefined) return chooseFix(parts, uri, problemsOf(pairs, options));
  const isOffered = ({ actions }: Problem): boolean =>
    actions.some(
      ({ command, argument }) => command === 'sinchAccessKeys.fixKeyFile' && fixIn(argument) === fix,
    );
  const meant = pairsMeant(pairs, asPlace(argument)?.variable);
  const offering = meant.filter(found => problemsOf([found], options).some(isOffered));
  if (offering.length === 0) {
    const file = workspace.asRelativePath(uri);
    throw new UserError(l10n.t('{0} doesn’t have this problem now. Nothing was changed.', file));
  }
  const found = await pickPair(prompts, l10n.t('Fix Access Key Problems'), offering);
  if (found) await fixWith[fix](parts, { uri, found });
}

function fixIn(argument: unknown): Fix | undefined {
  if (typeof argument !== 'object' || argument === null || !('fix' in argument)) return undefined;
  return fixes.find(fix => fix === argument.fix);
}

async function chooseFix({ prompts }: FixParts, uri: Uri, problems: readonly Problem[]): Promise<void> {
  const file = workspace.asRelativePath(uri);
  if (problems.length === 0) {
    void prompts.notify(l10n.t('No problems with the access keys in {0} are known.', file));
    return;
  }
  const chosen = await prompts.pick(
    l10n.t('Fix Access Key Problems'),
    l10n.t('What do you want to do about {0}?', file),
    problems.flatMap(({ message, actions }) =>
      actions.map(action => ({ label: action.title, detail: message, value: action })),
    ),
  );
  if (chosen) await commands.executeCommand(chosen.command, chosen.argument);
}

const fixWith: Readonly<Record<Fix, (parts: FixParts, chosen: ChosenPair) => Promise<void>>> = {
  useProjectId: (_, { uri, found: { key, pair } }) => {
    const { projectId, keyId } = pair;
    if (!key || !projectId || !keyId) return assertDone(false);
    const now = pair.values();
    const holding = [
      [projectId.name, now.projectId],
      [keyId.name, now.keyId],
    ] as const;
    return assertDone(setVariables(uri, [[projectId.name, key.projectId]], holding));
  },

  removeOverridden: async (_, { uri, found: { pair } }) => {
    const file = await editorFiles.read(uri);
    const names = [...new Set(pair.overridden.map(({ name }) => name))];
    await assertDone(file.kind === 'present' && removeOverriddenLines(file, names));
  },

  ignore: async ({ prompts }, { uri }) => {
    const file = await editorFiles.read(uri);
    const status = file.kind === 'present' ? await gitStatus(file.real) : undefined;
    if (file.kind !== 'present' || !status) return assertDone(false);
    const gitignore = await ignoreFileFor(file.real, status.root);
    const outcome = await addIgnoreLine(file.real, gitignore);
    const name = workspace.asRelativePath(file.real);
    const rules = workspace.asRelativePath(gitignore);
    if (outcome !== 'ignored') throw new UserError(ignoreFailureSentence(name, rules, outcome));
    void prompts.notify(l10n.t('{0} was added to {1}.', name, rules));
  },

  move: moveSecret,
};
