import { isPortableName, sinchNames, type VariableNames } from '../dotenv/knownNames';

/** Variable names as they stand in the settings; empty where none is wanted. */
export type NameSettings = VariableNames;

/** `repeated`: two of the settings have the same name. */
export type NamesProblem = 'invalid' | 'repeated';

export type ConfiguredNames =
  | { readonly ok: true; readonly names: VariableNames | undefined }
  | { readonly ok: false; readonly problem: NamesProblem; readonly name: string };

/** The names the settings ask for; undefined where they ask for none. What only some of them name has Sinch's name. */
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
