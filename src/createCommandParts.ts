import { Disposable, env, type Memento, Uri } from 'vscode';
import type { Parts } from './commands/parts';
import type { StartParts } from './createParts';
import type { EditorParts } from './editor/openEditor';
import { createEnvFiles, type EnvSettings } from './envFiles/envFiles';
import type { Machine } from './projects/machinePairs';
import type { RotationParts } from './rotation/rotationParts';
import { proveKey } from './sinch/proveKey';
import { Clipboard } from './ui/clipboard';
import type { Prompts } from './ui/prompts';
import { whenReadable } from './ui/whenReadable';

export interface CommandServices {
  readonly globalState: Memento;
  readonly prompts: Prompts;
  /** Seconds; 0 for never. */
  readonly clearClipboardAfter: () => number;
  readonly envSettings: (uri: Uri) => EnvSettings;
  /** The path of the built `searchWorker.ts`. */
  readonly searchScript: string;
  readonly machine: Machine;
}

/** Builds what commands need in addition to the start parts; the caller adds the view. */
export function createCommandParts(
  parts: StartParts & EditorParts,
  { globalState, prompts, clearClipboardAfter, envSettings, searchScript, machine }: CommandServices,
): { readonly parts: Omit<Parts, 'view' | 'askedBy'>; readonly disposable: Disposable } {
  const { connections, log } = parts;
  const clipboard = new Clipboard({
    clearAfter: clearClipboardAfter,
    text: env.clipboard,
    whenReadable,
    log,
  });
  const { envFiles, disposable } = createEnvFiles(globalState, envSettings, searchScript, log);
  const rotation: RotationParts = {
    ...parts,
    prove: async (projectId, pair, signal, waits) => {
      const api = await connections.apart(projectId, { kind: 'keyPair', ...pair });
      await proveKey(api, pair.keyId, { signal, waits });
    },
    replace: (uri, old, pair, agreed) => envFiles.replacePair(Uri.parse(uri, true), old, pair, agreed),
  };
  return {
    parts: { ...parts, rotation, envFiles, machine, clipboard, prompts },
    disposable: Disposable.from(clipboard, disposable),
  };
}
