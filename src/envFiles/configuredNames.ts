import { isPortableName, sinchNames, type VariableNames } from '../dotenv/knownNames';

/** Variable names from the settings; an empty one isn't set. */
export type NameSettings = VariableNames;

/** `repeated`: two of the settings have the same name. */
export type NamesProblem = 'invalid' | 'repeated';

export type ConfiguredNames =
  | { readonly ok: true; readonly names: VariableNames | undefined }
  | { readonly ok: false; readonly problem: NamesProblem; readonly name: string };

/** The variable names that the settings ask for; Sinch's for those that aren't set, undefined if none is set. */
export function configuredNames(settings: NameSettings): ConfiguredNames {
  if (listed(settings).every(name => name === '')) return { ok: true, names: undefined };
  const names = {
    projectId: settings.projectId || sinchNames.projectId,
    keyId: settings.keyId || sinchNames.keyId,
    keySecret: settings.keySecret || sinchNames.keySecret,
  };
  const all = listed(names);
  const invalid = all.find(name => !isPortableName(name));
  if (invalid !== undefined) return { ok: false, problem: 'invalid', name: invalid };
  const repeated = all.find((name, index) => all.indexOf(name) !== index);
  if (repeated !== undefined) return { ok: false, problem: 'repeated', name: repeated };
  return { ok: true, names };
}

function listed({ projectId, keyId, keySecret }: VariableNames): readonly string[] {
  return [projectId, keyId, keySecret];
}
