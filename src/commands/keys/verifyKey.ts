import { workspace } from 'vscode';
import { type PairPlace, variableOf } from '../../editor/actions';
import type { PairValues } from '../../editor/keyFileText';
import { l10n } from '../../l10n';
import type { FilePair } from '../../keys/verifications';
import { type Verdict, verifyPair } from '../../keys/verifyPair';
import { type Origins, originsOf, sinchEndpoints } from '../../projects/addresses';
import { explain } from '../../projects/explain';
import { withProgressIfSlow } from '../../ui/progress';
import { type Remedy, UserError } from '../../ui/userError';
import { runsOn } from '../attempt';
import { type ChosenPair, choosePair, noKeyId } from '../env/choosePair';
import type { Parts } from '../parts';
import { showMessage } from '../runReportingErrors';

type VerifyParts = Pick<
  Parts,
  'keyFiles' | 'verifications' | 'connections' | 'credentials' | 'keys' | 'projects' | 'prompts' | 'log'
>;

/** Asks Sinch whether the key in a file works, and shows the answer in the file. Stores nothing of the pair. */
export async function verifyKey(parts: VerifyParts, argument: unknown): Promise<void> {
  const chosen = await choosePair(parts, argument, l10n.t('Verify Access Key'));
  if (!chosen) return;
  const written = chosen.found.pair.values();
  const pair = pairToSend(chosen, written);
  const { projectId, ...key } = pair;
  const bound = parts.connections.bind({ kind: 'keyPair', ...key });
  if (!(await mayBeSent(parts, projectId, bound.origins))) return;
  const what = l10n.t('The access key couldn’t be verified.');
  const verdict = await withProgressIfSlow(l10n.t('Verifying the access key…'), signal =>
    verifyPair(parts, projectId, { ...bound, ...key, kind: 'keyPair' }, signal),
  ).catch((error: unknown) => {
    const why = explain(error);
    if (!why) throw error;
    const again = { label: l10n.t('Try Again'), run: () => verifyKey(parts, placeOf(chosen)) };
    throw new UserError(`${what} ${why.text}`, { remedies: [again], cause: error });
  });
  // For what was sent: the file may have another pair by now.
  parts.verifications.set(written, { verdict, at: new Date() });
  tell(parts, chosen, verdict, pair);
}

function placeOf({ uri, found }: ChosenPair): PairPlace {
  return { uri: uri.toString(), variable: variableOf(found) };
}

/** @throws UserError if the file doesn't say all three values */
function pairToSend({ uri, found }: ChosenPair, values: PairValues): FilePair {
  const projectId = values.projectId || (found.key?.projectId ?? '');
  const file = workspace.asRelativePath(uri);
  if (projectId === '')
    throw new UserError(l10n.t('{0} has no project ID for this key. Add it, then verify again.', file));
  if (values.keySecret === '')
    throw new UserError(l10n.t('{0} doesn’t have the secret of this key, so it can’t be verified.', file));
  if (values.keyId === '') throw noKeyId(uri, variableOf(found));
  return { ...values, projectId };
}

/** Asks where the addresses are neither Sinch's own nor those at which the user signed in to the project. */
async function mayBeSent(
  { credentials, prompts }: VerifyParts,
  projectId: string,
  origins: Origins,
): Promise<boolean> {
  const isSame = (other: Origins | undefined): boolean =>
    other?.account === origins.account && other.token === origins.token;
  if (isSame(originsOf(sinchEndpoints)) || isSame((await credentials.get(projectId))?.origins)) return true;
  return prompts.confirm({
    question: l10n.t('Send this access key to {0}?', origins.token),
    detail: l10n.t(
      'The addresses in the settings aren’t Sinch’s own. The key ID and secret are sent to {0}, and a token to {1}.',
      origins.token,
      origins.account,
    ),
    keep: l10n.t('Don’t Send'),
    action: l10n.t('Send Key'),
  });
}

function tell(parts: VerifyParts, { uri, found }: ChosenPair, verdict: Verdict, pair: FilePair): void {
  const name = found.key?.displayName ?? pair.keyId;
  const project = parts.projects.get(pair.projectId)?.label ?? pair.projectId;
  const secret = found.pair.keySecret?.name ?? '';
  const file = workspace.asRelativePath(uri);
  const say = (how: 'notify' | 'warn', message: string, ...remedies: Remedy[]): void =>
    void showMessage(parts, how, message, remedies);
  const row = { kind: 'key', projectId: pair.projectId, accessKeyId: pair.keyId } as const;
  switch (verdict) {
    case 'works':
      say('notify', l10n.t('Access key “{0}” in {1} works.', name, file));
      return;
    case 'rejected':
      say(
        'warn',
        l10n.t('Sinch rejected the access key in {0}. Check {1} and {2}.', file, variableOf(found), secret),
      );
      return;
    case 'wrongSecret':
      say(
        'warn',
        l10n.t('Access key “{0}” exists, but {1} in {2} isn’t its secret.', name, secret, file),
        runsOn(l10n.t('Rotate Access Key…'), 'sinchAccessKeys.rotateKey', row),
      );
      return;
    case 'wrongProject':
      say('warn', l10n.t('Access key “{0}” works, but it has no access to project “{1}”.', name, project));
      return;
    case 'deleted':
      say(
        'warn',
        l10n.t('Access key “{0}” doesn’t exist in project “{1}” any more.', name, project),
        runsOn(l10n.t('Insert Access Key…'), 'sinchAccessKeys.insertIntoEnv', undefined),
      );
  }
}
