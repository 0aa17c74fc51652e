import type { Uri } from 'vscode';
import { readSecretFile } from './fileState';
import type { ReplacedKey } from './inspection';
import { type InsertParts, namesOf } from './insertPair';
import { type KeyPair, planInsertion } from './plan';

/**
 * The key of the same project that a file holds where `pair` is to be inserted, so that a question can name it before.
 * Undefined if there is none, or if more than that has to be decided. Changes nothing and asks nothing.
 */
export async function foreseeReplacement(
  parts: Pick<InsertParts, 'files' | 'settings' | 'belongsToFunctions'>,
  uri: Uri,
  pair: KeyPair,
): Promise<ReplacedKey | undefined> {
  const [file, sinchFunctions] = await Promise.all([
    readSecretFile(parts.files, uri),
    parts.belongsToFunctions(uri),
  ]);
  if (file.kind !== 'present') return undefined;
  const unasked = { chooseNames: () => Promise.resolve(undefined) };
  const names = await namesOf(unasked, file, parts.settings(uri).names, sinchFunctions);
  if (!names || 'problem' in names || names.secretStaysBlank) return undefined;
  const plan = await planInsertion(file, names, pair);
  if ('code' in plan) return undefined;
  const variables = plan.variables.filter(({ overwrites }) => overwrites);
  const keyId = variables.find(({ name }) => name === names.keyId)?.previous;
  const isOfOther = variables.some(({ name }) => name === names.projectId);
  return keyId === undefined || isOfOther ? undefined : { keyId, variables };
}
