import { commands, env, workspace } from 'vscode';
import { Clock } from '../../editor/clock';
import { valuesOf } from '../../editor/keyFileText';
import { type Fix, fixes, problemsOf } from '../../editor/problems';
import { editorFiles } from '../../envFiles/editorFiles';
import { gitStatus } from '../../envFiles/gitStatus';
import { addIgnoreLine, ignoreFileFor } from '../../envFiles/ignoreLine';
import { removeOverriddenLines, setVariables } from '../../envFiles/tidyUp';
import { l10n } from '../../l10n';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';
import { assertDone } from './afterInsertion';
import { chooseEnvFile } from './chooseEnvFile';
import { type ChosenPair, choosePair, openKeyFile } from './choosePair';
import { ignoreFailureSentence } from './findingSentences';
import { insertPair } from './insertPair';

type FixParts = Pick<Parts, 'keyFiles' | 'envFiles' | 'clipboard' | 'prompts' | 'askedBy' | 'log'>;

/** Makes the fix that `argument`, a `FixPlace`, names; without one, asks which of the active file's problems to fix. */
export async function fixKeyFile(parts: FixParts, argument: unknown): Promise<void> {
  const fix = fixIn(argument);
  if (fix === undefined) return chooseFix(parts, argument);
  const chosen = await choosePair(parts, argument, l10n.t('Fix Access Key Problems'));
  if (chosen) await fixWith[fix](parts, chosen);
}

function fixIn(argument: unknown): Fix | undefined {
  if (typeof argument !== 'object' || argument === null || !('fix' in argument)) return undefined;
  return fixes.find(fix => fix === argument.fix);
}

async function chooseFix({ keyFiles, prompts }: FixParts, argument: unknown): Promise<void> {
  const document = await openKeyFile(argument);
  const { uri } = document;
  const git = await gitStatus(uri);
  const clock = new Clock(env.language);
  const problems = problemsOf(keyFiles.pairsIn(document), { uri: uri.toString(), git, clock });
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
  useProjectId: (_, { document, found: { key, pair } }) =>
    assertDone(
      key && pair.projectId ? setVariables(document.uri, [[pair.projectId.name, key.projectId]]) : false,
    ),

  removeOverridden: async (_, { document, found: { pair } }) => {
    const file = await editorFiles.read(document.uri);
    const names = [...new Set(pair.overridden.map(({ name }) => name))];
    await assertDone(file.kind === 'present' && removeOverriddenLines(file, names));
  },

  ignore: async ({ prompts }, { document }) => {
    const file = await editorFiles.read(document.uri);
    const status = file.kind === 'present' ? await gitStatus(file.real) : undefined;
    if (file.kind !== 'present' || !status) return assertDone(false);
    const gitignore = await ignoreFileFor(file.real, status.root);
    const outcome = await addIgnoreLine(file.real, gitignore);
    const name = workspace.asRelativePath(file.real);
    const rules = workspace.asRelativePath(gitignore);
    if (outcome !== 'ignored') throw new UserError(ignoreFailureSentence(name, rules, outcome));
    void prompts.notify(l10n.t('{0} was added to {1}.', name, rules));
  },

  move: async (parts, { document, found: { pair, key } }) => {
    const target = await chooseEnvFile(parts);
    const secret = pair.keySecret;
    if (!target || secret?.state !== 'value') return;
    if (target.toString() === document.uri.toString())
      throw new UserError(l10n.t('The secret is already in this file. Choose another.'));
    const values = valuesOf(document.getText(), pair);
    const { keySecret } = values;
    const projectId = values.projectId || (key?.projectId ?? '');
    await insertPair(parts, target, {
      pair: { ...values, projectId },
      // Once the other file has it, and only then.
      onDisk: () => assertDone(setVariables(document.uri, [[secret.name, '']])),
      copySecret: async () => {
        await parts.clipboard.copySecret(keySecret);
      },
      ...(parts.askedBy === 'other' && { confirmFor: key?.displayName ?? values.keyId }),
    });
  },
};
