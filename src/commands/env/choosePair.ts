import { type TextDocument, Uri, workspace } from 'vscode';
import { variableOf } from '../../editor/actions';
import { isKeyFile } from '../../editor/keyFiles';
import type { KnownPair } from '../../editor/known';
import { activeFile } from '../../envFiles/activeFile';
import { l10n } from '../../l10n';
import type { KeyRow, Node } from '../../tree/nodes';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';

/** A pair as its file had it when the user was asked which one. The file may have changed since. */
export interface ChosenPair {
  readonly uri: Uri;
  readonly found: KnownPair;
}

/** A file, and the variable of the pair in it that is meant, as `PairPlace` has it; without one, any of its pairs. */
export interface Place {
  readonly uri: Uri;
  readonly variable?: string;
}

/**
 * The access key in a file that `argument`, a `PairPlace`, names; without one, that of the active file, or the one of
 * several that the user picks.
 * @throws UserError if there is none
 */
export async function choosePair(
  { keyFiles, prompts }: Pick<Parts, 'keyFiles' | 'prompts'>,
  argument: unknown,
  title: string,
): Promise<ChosenPair | undefined> {
  const document = await openKeyFile(argument);
  const { uri } = document;
  const variable = asPlace(argument)?.variable;
  const all = keyFiles.pairsIn(document).filter(({ pair }) => pair.keyId?.state === 'value');
  const pairs = pairsMeant(all, variable);
  if (pairs.length === 0) throw noKeyId(uri, variable);
  const found = await pickPair(prompts, title, pairs);
  return found && { uri, found };
}

/** @param variable the one that should have it, if that is known */
export function noKeyId(uri: Uri, variable: string | undefined): UserError {
  const file = workspace.asRelativePath(uri);
  return new UserError(
    variable === undefined
      ? l10n.t('{0} has no access key ID.', file)
      : l10n.t('{0} has no access key ID in {1}.', file, variable),
  );
}

/** The pair with the variable that a `PairPlace` names: a file that has only others by now has none that is meant. */
export function pairsMeant(pairs: readonly KnownPair[], variable: string | undefined): readonly KnownPair[] {
  return variable === undefined ? pairs : pairs.filter(found => variableOf(found) === variable).slice(0, 1);
}

/** The only pair, or the one that the user picks. */
export async function pickPair(
  prompts: Pick<Parts['prompts'], 'pick'>,
  title: string,
  pairs: readonly KnownPair[],
): Promise<KnownPair | undefined> {
  if (pairs.length === 1) return pairs[0];
  return prompts.pick(
    title,
    l10n.t('Which access key?'),
    pairs.map(each => ({
      label: `$(key) ${each.key?.displayName ?? each.pair.keyId?.value ?? variableOf(each)}`,
      description: [variableOf(each), each.project?.name ?? each.project?.id].filter(Boolean).join(' · '),
      value: each,
    })),
  );
}

/**
 * The key in a file that `argument` names, as `choosePair` does, as a row of the tree.
 * @throws UserError if there is none
 */
export async function chooseKeyInFile(
  parts: Pick<Parts, 'keyFiles' | 'prompts'>,
  argument: unknown,
  title: string,
): Promise<Extract<Node, { readonly kind: KeyRow }> | undefined> {
  const chosen = await choosePair(parts, argument, title);
  if (!chosen) return undefined;
  const { key, pair, project } = chosen.found;
  const accessKeyId = pair.keyId?.value;
  if (accessKeyId === undefined) throw noKeyId(chosen.uri, variableOf(chosen.found));
  const projectId = key?.projectId ?? project?.id;
  return projectId === undefined ? undefined : { kind: 'key', projectId, accessKeyId };
}

/** Reads a command's argument, which may come from anywhere, as a `PairPlace`, or as the file of an editor's title. */
export function asPlace(argument: unknown): Place | undefined {
  if (argument instanceof Uri) return { uri: argument };
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, variable } = argument as Record<string, unknown>;
  return typeof uri === 'string' && typeof variable === 'string'
    ? { uri: Uri.parse(uri, true), variable }
    : undefined;
}

/** The file that `argument` names, else the active one. @throws UserError if it is no key file, or can't be read */
export async function openKeyFile(argument: unknown): Promise<TextDocument> {
  const uri = asPlace(argument)?.uri ?? activeFile();
  if (!uri || !isKeyFile(uri)) throw new UserError(l10n.t('Open a .env file first.'));
  try {
    return await workspace.openTextDocument(uri);
  } catch (cause) {
    throw new UserError(l10n.t('{0} couldn’t be read.', workspace.asRelativePath(uri)), { cause });
  }
}
