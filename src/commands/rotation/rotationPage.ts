import { l10n } from '../../l10n';
import type { RotationEnding } from '../../rotation/rotation';
import type { PageRow, Section } from '../../ui/page';
import type { Prompts } from '../../ui/prompts';
import { riskWords } from '../env/fileWords';
import { confirmRiskyFile } from './riskyFiles';
import type { RotationTarget, RotationTargets } from './rotationTargets';

/** What the user wants of a rotation. */
export interface RotationChoice {
  /** Name of the new key; undefined if several keys are rotated, each of which gets its own name. */
  readonly name: string | undefined;
  readonly files: ReadonlySet<RotationTarget>;
  readonly ending: RotationEnding;
}

export interface RotationPage {
  readonly title: string;
  /** Label of the row that starts the rotation, such as `Rotate “staging”`. */
  readonly action: string;
  readonly name: string | undefined;
  readonly targets: RotationTargets;
  /** What can happen to the old key; the first is the default. */
  readonly endings: readonly RotationEnding[];
  /** Asks for another name; undefined if the user cancels. */
  readonly rename: (name: string) => Promise<string | undefined>;
}

const begin = 'begin';

/** `choose` of a row that only shows something: the page stays open. */
const stay = (): boolean => false;

/**
 * Shows everything a rotation does on one page, to be changed there: name, files, and what happens to the old key.
 * @returns undefined if the user gives up
 */
export async function askRotation(
  { prompts }: { readonly prompts: Pick<Prompts, 'page' | 'confirm'> },
  page: RotationPage,
): Promise<RotationChoice | undefined> {
  const [ending = 'keep'] = page.endings;
  const usual = page.targets.files.filter(({ risks }) => risks.length === 0);
  let choice: RotationChoice = { name: page.name, files: new Set(usual), ending };
  const change: Change = part => {
    choice = { ...choice, ...part };
    return false;
  };
  const hasBegun = await prompts.page({
    title: page.title,
    placeholder: l10n.t('Choose a row to change it, or the first row to start'),
    focused: begin,
    sections: () =>
      sectionsOf(page, choice, { change, confirmRisks: file => confirmRiskyFile({ prompts }, file) }),
  });
  return hasBegun ? choice : undefined;
}

/** Changes a part of the choice; the page stays open. */
type Change = (part: Partial<RotationChoice>) => false;

interface Ways {
  readonly change: Change;
  /** Whether a file is to be changed in spite of its risks. */
  readonly confirmRisks: (file: RotationTarget) => Promise<boolean>;
}

function sectionsOf(page: RotationPage, choice: RotationChoice, ways: Ways): readonly Section[] {
  const { change } = ways;
  const { targets } = page;
  const sections = [
    {
      title: '',
      rows: [{ id: begin, label: `$(sync) ${page.action}`, detail: summary(choice), choose: () => true }],
    },
    { title: l10n.t('New key'), rows: nameRows(page, choice, change) },
    { title: l10n.t('Old key'), rows: page.endings.map(ending => endingRow(ending, choice, change)) },
    {
      title: l10n.t('Files to change'),
      rows: [
        ...targets.files.map(target => fileRow(target, choice, ways)),
        ...(targets.gap === undefined
          ? []
          : [{ id: 'gap', label: `$(warning) ${targets.gap}`, choose: stay }]),
      ],
    },
    {
      title: l10n.t('Change these yourself'),
      rows: targets.others.map(({ use, name, description }) => ({
        id: `other ${use.uri.toString()} ${use.accessKeyId}`,
        label: `$(file-text) ${name}`,
        description,
        choose: stay,
      })),
    },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function nameRows({ rename }: RotationPage, { name }: RotationChoice, change: Change): readonly PageRow[] {
  if (name === undefined) return [];
  return [
    {
      id: 'name',
      label: `$(edit) ${name}`,
      description: l10n.t('name'),
      choose: async () => change({ name: (await rename(name)) ?? name }),
    },
  ];
}

function endingRow(ending: RotationEnding, choice: RotationChoice, change: Change): PageRow {
  const { label, description } = endingWords(ending);
  const isChosen = ending === choice.ending;
  return {
    id: ending,
    label: `${isChosen ? '$(circle-large-filled)' : '$(circle-large-outline)'} ${label}`,
    description: isChosen ? `${l10n.t('selected')} · ${description}` : description,
    choose: () => change({ ending }),
  };
}

function endingWords(ending: RotationEnding): { readonly label: string; readonly description: string } {
  switch (ending) {
    case 'keep':
      return {
        label: l10n.t('Keep Until I Delete It'),
        description: l10n.t('both keys work; delete it once everything is deployed'),
      };
    case 'deleteAfter':
      return {
        label: l10n.t('Delete After Replacing'),
        description: l10n.t('right after the files below have the new key'),
      };
    case 'deleteNow':
      return {
        label: l10n.t('Delete Now (It Leaked)'),
        description: l10n.t('even if a file can’t be changed'),
      };
    case 'deleteFirst':
      return {
        label: l10n.t('Delete Old Key First'),
        description: l10n.t('apps that use it stop working until you deploy them with the new key'),
      };
  }
}

function fileRow(target: RotationTarget, { files }: RotationChoice, { change, confirmRisks }: Ways): PageRow {
  const isOn = files.has(target);
  const off = [l10n.t('not changed'), ...target.risks.map(riskWords)].join(' · ');
  const toggle = (): false =>
    change({ files: new Set(isOn ? [...files].filter(file => file !== target) : [...files, target]) });
  return {
    id: `file ${target.use.uri.toString()} ${target.use.accessKeyId}`,
    label: `${isOn ? '$(check)' : '$(dash)'} ${target.name}`,
    description: isOn ? target.description : off,
    choose: isOn || target.risks.length === 0 ? toggle : async () => (await confirmRisks(target)) && toggle(),
  };
}

/** Sums up the choice in a sentence; a file that has two keys counts once. */
function summary({ name, files }: RotationChoice): string {
  const [made, noFile] =
    name === undefined
      ? [
          l10n.t('A new key is created and tested for each.'),
          l10n.t('No files are changed. Insert the secrets yourself.'),
        ]
      : [
          l10n.t('A new key is created and tested.'),
          l10n.t('No files are changed. Insert the secret yourself.'),
        ];
  const count = new Set([...files].map(({ use }) => use.uri.toString())).size;
  const changes =
    count === 0
      ? noFile
      : count === 1
        ? l10n.t('One file is changed.')
        : l10n.t('{0} files are changed.', count);
  return `${made} ${changes}`;
}
