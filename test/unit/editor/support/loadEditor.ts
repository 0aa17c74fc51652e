import type * as Hovers from '../../../../src/editor/hovers';
import { type PairInText, readKeyFile } from '../../../../src/editor/keyFileText';
import { type Known, type KnownKey, type KnownPair, lookUp } from '../../../../src/editor/known';
import type * as Lenses from '../../../../src/editor/lenses';
import type * as Problems from '../../../../src/editor/problems';
import type { FilePair } from '../../../../src/keys/verifications';
import { Clock } from '../../../../src/editor/clock';
import { rowsVscode } from '../../../fakes/rowsVscode';
import { withModules } from '../../package/loadPackaged';

/** What the editor says, beside a VS Code that has no translation of it. */
export function loadEditor(): Promise<typeof Hovers & typeof Lenses & typeof Problems> {
  return withModules(
    request => (request === 'vscode' ? rowsVscode : undefined),
    require => ({
      ...(require('../../../src/editor/lenses') as typeof Lenses),
      ...(require('../../../src/editor/hovers') as typeof Hovers),
      ...(require('../../../src/editor/problems') as typeof Problems),
    }),
  );
}

export const now = new Date('2026-11-27T12:00:00Z');
export const clock = new Clock('en', () => now);

/** Like a fingerprint, this gives no value away and differs for other ones. */
export function fingerprint({ projectId, keyId, keySecret }: FilePair): string {
  const text = [projectId, keyId, keySecret].join();
  return String(Array.from(text).reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 9973, 7));
}

export const staging: KnownKey = {
  projectId: 'demo-project',
  accessKeyId: 'key-1',
  displayName: 'staging',
  createTime: new Date('2026-08-20T12:00:00Z'),
  state: 'listed',
};

/** Knows the project `demo-project` with its key `staging`, and what is given besides. */
export function knowing(more: Partial<Known> & { readonly keys?: readonly KnownKey[] } = {}): Known {
  const { keys = [staging], ...others } = more;
  return {
    project: id => (id === 'demo-project' ? 'Demo' : undefined),
    key: id => keys.find(({ accessKeyId }) => accessKeyId === id),
    isListed: () => false,
    retiring: () => undefined,
    pending: [],
    verification: () => undefined,
    uses: () => undefined,
    ...others,
  };
}

/** The pairs of a text; `known` says which IDs are known. */
export function pairsIn(text: string, known: Known = knowing()): readonly PairInText[] {
  return readKeyFile(text, {
    fingerprint,
    isKeyId: id => known.key(id) !== undefined,
    isProjectId: id => known.project(id) !== undefined,
  });
}

export function knownPairsIn(text: string, known: Known = knowing()): readonly KnownPair[] {
  return lookUp(pairsIn(text, known), known);
}
