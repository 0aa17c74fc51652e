import { Range, type Uri, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { NamesCandidate } from '../../dotenv/names';
import type { Decision, InsertQuestions } from '../../envFiles/insertQuestions';
import type { Finding } from '../../envFiles/inspection';
import type { Plan } from '../../envFiles/plan';
import { untilAborted } from '../../sinch/untilAborted';
import { withProgressIfSlow } from '../../ui/progress';
import type { Parts } from '../parts';
import { chooseEnvFile } from './chooseEnvFile';
import { openFile } from './fileRemedies';
import { findingSentence } from './findingSentences';

type QuestionParts = Pick<Parts, 'envFiles' | 'prompts'>;

/** The questions of an insertion, asked with prompts. */
export function insertQuestions(parts: QuestionParts): InsertQuestions {
  const { envFiles, prompts } = parts;
  return {
    chooseFile: () => chooseEnvFile(parts),
    chooseNames: (uri, candidates) => chooseNames(parts, uri, candidates),
    async confirmBlankSecret(uri) {
      const action = l10n.t('Insert IDs, Copy Secret');
      const file = workspace.asRelativePath(uri);
      const question = l10n.t('Insert both IDs into {0} and copy the secret?', file);
      const detail = l10n.t(
        'Sinch Functions keep the secret in your system’s keychain, and a value in the file would override it on deployment. So its line stays blank. Paste the copied secret when the Sinch CLI asks for it.',
      );
      return (await prompts.decide(question, detail, action)) === action;
    },
    async decideOnFindings(plan, findings, { again, canShow, gitignore }) {
      const file = workspace.asRelativePath(plan.file.uri);
      const rules = gitignore && workspace.asRelativePath(gitignore);
      const sentences = [
        ...(again ? [l10n.t('The file has changed in the meantime.')] : []),
        ...findings.map(finding => findingSentence(finding, file, rules)),
      ];
      const actions = actionsFor(findings);
      if (canShow) actions.set(l10n.t('Show Change'), 'show');
      const hiding = findings.find(finding => finding.code === 'misread')?.line;
      const showsLine = hiding === undefined ? [] : [l10n.t('Show Line {0}', hiding + 1)];
      const answer = await prompts.decide(
        questionFor(plan, findings),
        sentences.join('\n\n'),
        ...(findings.some(({ code }) => code === 'askedByOther') ? [l10n.t('Don’t Insert')] : []),
        ...actions.keys(),
        ...showsLine,
      );
      if (hiding !== undefined && answer !== undefined && showsLine.includes(answer)) {
        await openFile(plan.file.uri, new Range(hiding, 0, hiding, 0));
        return undefined;
      }
      return answer === undefined ? undefined : actions.get(answer);
    },
    whileGitIsAsked: (uri, status) =>
      withProgressIfSlow(l10n.t('Asking Git about {0}…', workspace.asRelativePath(uri)), signal =>
        untilAborted(status, signal),
      ),
    /** The diff's title is the question; its answers are the buttons next to it. */
    confirmChange(plan, { again }) {
      const file = workspace.asRelativePath(plan.file.uri);
      const title = again ? l10n.t('{0} Has Changed. Insert?', file) : l10n.t('Insert Into {0}?', file);
      return envFiles.preview.ask(plan, title);
    },
  };
}

function chooseNames(
  { prompts }: QuestionParts,
  uri: Uri,
  candidates: readonly NamesCandidate[],
): Promise<NamesCandidate | undefined> {
  return prompts.pick(
    l10n.t('Insert Into {0}', workspace.asRelativePath(uri)),
    l10n.t('Which variables do you want to use?'),
    candidates.map(names => ({
      label: names.keyId,
      description: `${names.projectId}, ${names.keySecret}`,
      value: names,
    })),
  );
}

function questionFor({ file }: Plan, findings: readonly Finding[]): string {
  const name = workspace.asRelativePath(file.uri);
  return findings.some(({ code }) => code === 'overwrites')
    ? l10n.t('Replace the values in {0}?', name)
    : l10n.t('Insert the access key into {0}?', name);
}

/** The labels of the buttons, and what they mean. */
function actionsFor(findings: readonly Finding[]): Map<string, Decision | 'show'> {
  const codes = new Set(findings.map(({ code }) => code));
  const anyway = [l10n.t('Insert Anyway'), 'insert'] as const;
  if (codes.has('notIgnored'))
    return new Map([[l10n.t('Add to .gitignore and Insert'), 'addIgnoreLine'], anyway]);
  if (codes.has('tracked') || codes.has('perhapsTracked') || codes.has('perhapsIgnored'))
    return new Map([[l10n.t('Choose Another File…'), 'elsewhere'], anyway]);
  if (codes.has('localHistory') || codes.has('misread')) return new Map([anyway]);
  return new Map([[codes.has('overwrites') ? l10n.t('Replace') : l10n.t('Insert'), 'insert']]);
}
