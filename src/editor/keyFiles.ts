import { type TextDocument, type Uri, workspace } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import { configuredNames, type NameSettings } from '../envFiles/configuredNames';
import { fileName } from '../envFiles/uriParts';
import type { Verifications } from '../keys/verifications';
import { type PairInText, readKeyFile } from './keyFileText';
import { type KnownPair, lookUp } from './known';
import type { Knowledge } from './knowledge';

/** Whether a file may hold keys: it can be written to, and its name says so. */
export function isKeyFile(uri: Uri): boolean {
  const kind = envFileKind(fileName(uri));
  return (kind === 'target' || kind === 'shell') && workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

interface Reading {
  readonly version: number;
  readonly pairs: readonly PairInText[];
}

/** Larger texts are left alone: each version of an open one is scanned, which must never be felt. */
const mostCharacters = 128 * 1024;

/** The access keys in the open key files. Each version of a text is scanned once. */
export class KeyFiles {
  private readings = new WeakMap<TextDocument, Reading>();

  constructor(
    readonly knowledge: Knowledge,
    private readonly verifications: Pick<Verifications, 'fingerprint'>,
    private readonly names: (uri: Uri) => NameSettings,
  ) {}

  /** The pairs of a document, with what is known of each; none if it is no key file. */
  pairsIn(document: TextDocument): readonly KnownPair[] {
    return isKeyFile(document.uri) ? lookUp(this.read(document), this.knowledge) : [];
  }

  /** Scans the texts again when asked: IDs may be known now, or names configured. */
  forget(): void {
    this.readings = new WeakMap();
  }

  private read(document: TextDocument): readonly PairInText[] {
    const before = this.readings.get(document);
    if (before?.version === document.version) return before.pairs;
    const configured = configuredNames(this.names(document.uri));
    const text = document.getText();
    const pairs =
      text.length > mostCharacters
        ? []
        : readKeyFile(text, {
            fingerprint: pair => this.verifications.fingerprint(pair),
            isKeyId: value => this.knowledge.key(value) !== undefined,
            isProjectId: value => this.knowledge.project(value) !== undefined,
            configured: configured.ok ? configured.names : undefined,
          });
    this.readings.set(document, { version: document.version, pairs });
    return pairs;
  }
}
