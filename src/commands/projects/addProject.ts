import { mask } from '../../dotenv/mask';
import { shownFiles } from '../../envFiles/activeFile';
import { l10n } from '../../l10n';
import { type FoundPair, type Pair, pairInCopy, shownKeyId } from '../../projects/foundPairs';
import { isAbort } from '../../ui/signal';
import { UserError } from '../../ui/userError';
import { runs } from '../attempt';
import { asPlace, type Place } from '../env/choosePair';
import type { Parts } from '../parts';
import { show } from '../show';
import { complete } from '../walkthrough';
import type { Draft } from './credentialBoxes';
import { askAndKeepCredential } from './credentialQuestions';
import { destinationSentence } from './destination';
import { type LookParts, lookForPairs } from './lookForPairs';
import { pairRow, type Way, waysToAdd } from './waysToAdd';

export type AddParts = LookParts &
  Pick<Parts, 'connections' | 'tree' | 'view' | 'prompts'> & {
    readonly clipboard: Pick<Parts['clipboard'], 'read'>;
  };

/**
 * Adds projects with keys that are found on this machine, pasted or typed: proves each, and shows the project's keys.
 * Reads nothing before it is called, and sends nothing before the user has chosen.
 * @param argument a `PairPlace`, or the file of a tab: its pair is taken as chosen. It may come from anyone, so it
 *   counts only for a file that the user sees in a tab.
 */
export async function addProject(parts: AddParts, argument?: unknown): Promise<void> {
  const place = asPlace(argument);
  const isShown = shownFiles().some(uri => uri.toString() === place?.uri.toString());
  await addProjects(parts, place && isShown ? { place } : {});
}

/** What is meant, if more is known than that a project is to be added. */
interface Meant {
  /** Where the pair is that is meant. */
  readonly place?: Place;
  /** The project that a link names. */
  readonly projectId?: string;
}

/** Adds the projects that the user chooses. @throws UserError if the one that is meant is in the list */
export async function addProjects(parts: AddParts, { place, projectId }: Meant): Promise<void> {
  if (projectId !== undefined) assertNotListed(parts, projectId);
  const bind = parts.connections.binding();
  const all = await lookForPairs(parts, place);
  const found = all.filter(pair => projectId === undefined || pair.projectId === projectId);
  const choosing = { found, projectId, destination: destinationSentence(bind) };
  const [meant, ...others] = found;
  const isClear = place && meant && !meant.foreignNames && others.length === 0;
  const drafts = isClear ? await agreedDrafts(parts, meant, choosing) : await chooseDrafts(parts, choosing);
  const failures: unknown[] = [];
  for (const draft of drafts) {
    // One that fails or is cancelled keeps none of the others from being added.
    await addOne(parts, draft, bind).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures.find(error => !isAbort(error)) ?? failures[0];
}

interface Choosing {
  readonly found: readonly FoundPair[];
  readonly projectId: string | undefined;
  /** Where a credential will be sent, if the user has to know. */
  readonly destination: string | undefined;
}

/** What is known of the pair that the user chose in a file. Asks only where it will be sent to others than Sinch. */
async function agreedDrafts(
  { prompts }: AddParts,
  pair: FoundPair,
  { destination }: Choosing,
): Promise<readonly Partial<Draft>[]> {
  const question = l10n.t('Add project “{0}” with the key in {1}?', pair.projectId, pair.where);
  const isAgreed =
    destination === undefined ||
    (await agrees(prompts, { question, action: l10n.t('Add Project'), pair, destination }));
  return isAgreed ? [draftOf(pair)] : [];
}

/** What is known of the projects to add; empty if the user gives up. */
async function chooseDrafts(parts: AddParts, choosing: Choosing): Promise<readonly Partial<Draft>[]> {
  const { projectId } = choosing;
  const way = await chooseWay(parts, choosing);
  switch (way?.kind) {
    case 'found':
      return [draftOf(way.pair)];
    case 'several':
      return (await chooseSeveral(parts, choosing)).map(draftOf);
    case 'paste':
      return (await pastedPair(parts, choosing)).map(draftOf);
    case 'keyPair':
    case 'bearerToken':
      return [{ kind: way.kind, ...(projectId !== undefined && { projectId }) }];
    case undefined:
      return [];
  }
}

function draftOf({ projectId, keyId, keySecret = '' }: Pair): Partial<Draft> {
  return { projectId, keyId, keySecret };
}

function chooseWay(
  { prompts }: AddParts,
  { found, projectId, destination }: Choosing,
): Promise<Way | undefined> {
  // The end may be cut off.
  const sentences = [
    ...(destination === undefined ? [] : [destination]),
    ...(projectId === undefined ? [] : [l10n.t('A link asks to add project {0}.', projectId)]),
    l10n.t('How do you want to sign in? Nothing is sent before you choose.'),
  ];
  return prompts.pick(l10n.t('Add Project'), sentences.join(' '), waysToAdd(found));
}

/** Nothing is ticked: the files of a repository are not the user's own word. */
async function chooseSeveral(
  { prompts }: AddParts,
  { found, destination }: Choosing,
): Promise<readonly FoundPair[]> {
  const choices = found.map(pair => ({ ...pairRow(pair), picked: false, value: pair }));
  const placeholder = destination ?? l10n.t('Which ones?');
  return (await prompts.pickMany(l10n.t('Add Projects'), placeholder, choices)) ?? [];
}

/** Reads the clipboard and shows what it has, the secret masked. @throws UserError if that is of no use */
async function pastedPair(
  { projects, prompts, clipboard }: AddParts,
  { destination }: Choosing,
): Promise<readonly Pair[]> {
  const pair = pairInCopy(await clipboard.read());
  if (!pair) {
    throw new UserError(
      l10n.t(
        'The clipboard has no access key. Copy project ID, key ID and secret on a line each, lines of a .env file, or JSON, then add the project again.',
      ),
    );
  }
  assertNotListed({ projects }, pair.projectId);
  const question = l10n.t('Use the key from the clipboard?');
  return (await agrees(prompts, { question, action: l10n.t('Use Key'), pair, destination })) ? [pair] : [];
}

interface Agreeing extends Pick<Choosing, 'destination'> {
  readonly question: string;
  readonly action: string;
  readonly pair: Pair;
}

/** Shows a pair, its secret masked, and asks whether to use it. */
async function agrees(
  prompts: AddParts['prompts'],
  { question, action, pair, destination }: Agreeing,
): Promise<boolean> {
  const { projectId, keySecret } = pair;
  const secret = { own: keySecret === undefined ? l10n.t('you are asked for it') : mask(keySecret) };
  const facts = [
    l10n.t('Project ID: {0}', projectId),
    l10n.t('Key ID: {0}', shownKeyId(pair)),
    l10n.t('Key Secret: {0}', secret),
    ...(destination === undefined ? [] : ['', destination]),
  ];
  return (await prompts.decide(question, facts.join('\n'), action)) === action;
}

/** @throws UserError */
function assertNotListed({ projects }: Pick<Parts, 'projects'>, projectId: string): void {
  if (!projects.get(projectId)) return;
  throw new UserError(alreadyListed(), {
    remedies: [runs(l10n.t('Sign In Again'), 'sinchAccessKeys.signIn', projectId)],
  });
}

function alreadyListed(): string {
  return l10n.t('This project is already in the list. To use another credential, choose “Sign In Again”.');
}

async function addOne(
  parts: AddParts,
  known: Partial<Draft>,
  bind: Parts['connections']['bind'],
): Promise<void> {
  const { projects } = parts;
  const projectId = await askAndKeepCredential(parts, {
    title: l10n.t('Add Project'),
    known,
    bind,
    // A known project is signed out: its pair was chosen to sign in again.
    refuseProject: id =>
      projects.get(id) && !(known.keyId && id === known.projectId) ? alreadyListed() : undefined,
  });
  if (projectId === undefined) return;
  await projects.add({ id: projectId });
  complete('connected');
  show(parts, { kind: 'project', projectId });
}
