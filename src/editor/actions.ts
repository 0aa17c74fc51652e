import type { CommandId } from '../ids';
import { l10n } from '../l10n';
import type { KnownPair } from './known';

/** Which pair of which file a command is about. Holds no secret: commands read the file again. */
export interface PairPlace {
  readonly uri: string;
  /** The variable of the key's ID, else that of its secret. */
  readonly variable: string;
}

/** Something that can be done about a pair. */
export interface Action {
  readonly title: string;
  readonly command: CommandId;
  readonly argument: unknown;
}

/** More pending secrets than this would hide the other actions. */
const mostInserts = 2;

/** What can be done about a pair, the likeliest first: the same in lenses, hovers and menus. */
export function actionsOn(found: KnownPair, uri: string): readonly Action[] {
  const { pair, key, project, fitting } = found;
  const keyId = pair.keyId?.value;
  const actions: Action[] = fitting.slice(0, mostInserts).map(({ displayName, ...pending }) => ({
    title: l10n.t('Insert “{0}”', displayName),
    command: 'sinchAccessKeys.insertIntoEnv',
    argument: { kind: 'pendingSecret', ...pending },
  }));
  if (isToFill(found) || isDeleted(found)) actions.push(insertKey());

  if (keyId === undefined || !project) return actions;
  const place: PairPlace = { uri, variable: variableOf(found) };
  if (pair.keySecret?.state === 'value')
    actions.push({ title: l10n.t('Verify'), command: 'sinchAccessKeys.verifyKey', argument: place });
  const row = { kind: 'key', projectId: key?.projectId ?? project.id, accessKeyId: keyId };
  if (key === undefined && project.name === undefined) {
    const title = l10n.t('Add This Project');
    return [...actions, { title, command: 'sinchAccessKeys.addProject', argument: place }];
  }
  if (!isDeleted(found) && !found.retiring)
    actions.push({ title: l10n.t('Rotate'), command: 'sinchAccessKeys.rotateKey', argument: row });
  actions.push({ title: l10n.t('Show in Sidebar'), command: 'sinchAccessKeys.showKey', argument: row });
  return actions;
}

/** To insert a key that the user then chooses. */
export function insertKey(): Action {
  return {
    title: l10n.t('Insert Access Key…'),
    command: 'sinchAccessKeys.insertIntoEnv',
    argument: undefined,
  };
}

/** The name that finds a pair in its file again. */
export function variableOf({ pair }: KnownPair): string {
  return (pair.keyId ?? pair.keySecret)?.name ?? '';
}

/** Whether a pair has a place for a key, or for its secret, and none is there. */
export function isToFill({ pair: { keyId, keySecret, secretStaysBlank } }: KnownPair): boolean {
  if (keyId === undefined || keyId.state === 'blank') return keySecret?.state !== 'reference';
  return keySecret?.state === 'blank' && !secretStaysBlank;
}

/** Whether the key of a pair is known not to exist any more. */
export function isDeleted({ key, verification }: KnownPair): boolean {
  return key?.state === 'deleted' || verification?.verdict === 'deleted';
}
