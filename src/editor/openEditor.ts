import {
  CodeLens,
  Disposable,
  env,
  EventEmitter,
  Hover,
  languages,
  type Memento,
  Position,
  Range,
  workspace,
} from 'vscode';
import { keyFilePattern, settingsSection } from '../ids';
import { Verifications } from '../keys/verifications';
import { envSettings } from '../settings';
import type { Logger } from '../ui/log';
import { Clock } from './clock';
import { hoverAt } from './hovers';
import { KeyFiles } from './keyFiles';
import { Knowledge, type KnowledgeParts } from './knowledge';
import { lensesOf } from './lenses';
import { rangeOf } from './rangeOf';
import { ProblemMarks } from './showProblems';

export interface EditorParts {
  readonly keyFiles: KeyFiles;
  readonly verifications: Verifications;
}

export interface Editor extends EditorParts {
  dispose(): void;
}

/** Builds what tells whose keys a file holds. Reads and sends nothing yet. */
export function createEditorParts(
  parts: Omit<KnowledgeParts, 'verifications'>,
  state: Pick<Memento, 'get'>,
): EditorParts {
  const verifications = new Verifications();
  const knowledge = new Knowledge({ ...parts, verifications }, state);
  const keyFiles = new KeyFiles(knowledge, verifications, uri => envSettings(uri).names);
  return { keyFiles, verifications };
}

/** Shows in key files whose keys they hold. Bundled as a separate file, loaded when the first one is opened. */
export function openEditor(
  parts: Omit<KnowledgeParts, 'verifications'>,
  state: Pick<Memento, 'get'>,
): Editor {
  const editorParts = createEditorParts(parts, state);
  const { keyFiles } = editorParts;
  const disposable = showInEditors(keyFiles, new Clock(env.language), parts.log);
  return {
    ...editorParts,
    dispose: () => {
      disposable.dispose();
      keyFiles.knowledge.dispose();
    },
  };
}

/** Registers lenses, hovers and problems for key files, until disposed. */
export function showInEditors(keyFiles: KeyFiles, clock: Clock, log: Logger): Disposable {
  const files = { pattern: keyFilePattern };
  const problems = new ProblemMarks(keyFiles, clock, log, files);
  const changed = new EventEmitter<void>();
  const redraw = (): void => {
    keyFiles.forget();
    changed.fire();
    problems.markAll();
  };
  return Disposable.from(
    keyFiles.knowledge.onDidChange(redraw),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration(settingsSection)) redraw();
    }),
    registerLenses(files, keyFiles, clock, changed),
    languages.registerHoverProvider(files, {
      provideHover: (document, position) => {
        const offset = document.offsetAt(position);
        const found = hoverAt(keyFiles.pairsIn(document), offset, document.uri.toString(), clock);
        return found && new Hover(found.text, rangeOf(document, found.span));
      },
    }),
    problems,
    changed,
  );
}

function registerLenses(
  files: { readonly pattern: string },
  keyFiles: KeyFiles,
  clock: Clock,
  changed: EventEmitter<void>,
): Disposable {
  return languages.registerCodeLensProvider(files, {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: document =>
      lensesOf(keyFiles.pairsIn(document), document.uri.toString(), clock).flatMap(
        ({ line, title, actions }) => {
          const at = new Range(new Position(line, 0), new Position(line, 0));
          return [
            new CodeLens(at, { title, command: '' }),
            ...actions.map(
              ({ title, command, argument }) =>
                new CodeLens(at, { title, command, arguments: argument === undefined ? [] : [argument] }),
            ),
          ];
        },
      ),
  });
}
