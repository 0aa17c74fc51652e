import { toolOf } from './fileOfTool';
import { sinchNames, thirdPartyPairs, type VariableNames } from './knownNames';
import { namesFor } from './names';
import { isPlaceholder } from './placeholder';
import { readVariables } from './readValue';
import { isIndirect } from './reference';

/** A project and one of its access keys, as variables hold them. */
export interface VariablePair {
  readonly projectId: string;
  readonly keyId: string;
  /** Undefined if there is no value, or one that only leads to it. Never show or log it. */
  readonly keySecret: string | undefined;
  readonly names: VariableNames;
}

/**
 * The pairs in a `.env` text, by every set of names the text uses. A placeholder, a reference and an encrypted value
 * count as no value; a pair without a project or a key ID is none.
 * @param configured the user's own names
 */
export function pairsInText(text: string, configured?: VariableNames): readonly VariablePair[] {
  return text.includes('\0') || toolOf(text)
    ? []
    : pairsIn(readVariables(text), namesFor(text, { configured }));
}

/** The pairs among the variables of a process, under the names that say Sinch. */
export function pairsInVariables(variables: ReadonlyMap<string, string>): readonly VariablePair[] {
  return pairsIn(variables, [sinchNames, ...thirdPartyPairs.map(pair => ({ ...sinchNames, ...pair }))]);
}

function pairsIn(
  variables: ReadonlyMap<string, string>,
  sets: readonly VariableNames[],
): readonly VariablePair[] {
  const valueOf = (name: string): string | undefined => {
    const value = variables.get(name);
    const isValue = value !== undefined && !isPlaceholder(value, name) && !isIndirect(value, variables);
    return isValue ? value : undefined;
  };
  return sets.flatMap(({ projectId: projectName, keyId: keyName, keySecret: secretName }) => {
    // Several keys of one project may share the variable for it.
    const projectId = valueOf(projectName) ?? valueOf(sinchNames.projectId);
    const keyId = valueOf(keyName);
    if (projectId === undefined || keyId === undefined) return [];
    const names = { projectId: projectName, keyId: keyName, keySecret: secretName };
    return [{ projectId, keyId, keySecret: valueOf(secretName), names }];
  });
}
