import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  Disposable,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { type GitStatus, gitStatus } from '../envFiles/gitStatus';
import { fileName } from '../envFiles/uriParts';
import { settingsSection } from '../ids';
import type { Logger } from '../ui/log';
import type { Clock } from './clock';
import { isKeyFile, type KeyFiles } from './keyFiles';
import { type Problem, problemsOf } from './problems';
import { rangeOf } from './rangeOf';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  unnecessary: DiagnosticSeverity.Information,
} as const;

/** Shows what is wrong with the keys in open key files, with quick fixes, until disposed. */
export class ProblemMarks {
  private readonly collection = languages.createDiagnosticCollection(settingsSection);
  /** What Git does with each open file, once it was asked: when it first has a secret, and when it is saved. */
  private readonly git = new Map<string, GitStatus | undefined>();
  private readonly subscriptions: Disposable;

  constructor(
    private readonly keyFiles: KeyFiles,
    private readonly clock: Clock,
    private readonly log: Logger,
    files: { readonly pattern: string },
  ) {
    this.subscriptions = Disposable.from(
      this.collection,
      workspace.onDidOpenTextDocument(document => {
        this.mark(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.mark(document);
      }),
      workspace.onDidSaveTextDocument(saved => {
        const touched = fileName(saved.uri) === '.gitignore' ? workspace.textDocuments : [saved];
        for (const document of touched) if (this.hasSecret(document)) void this.askGit(document);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.collection.delete(uri);
        this.git.delete(uri.toString());
      }),
      languages.registerCodeActionsProvider(
        files,
        {
          provideCodeActions: (document, range) =>
            this.problemsIn(document)
              .filter(problem => rangeOf(document, problem.span).intersection(range))
              .flatMap(problem => quickFixes(document, problem)),
        },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
    );
    this.markAll();
  }

  /** Marks the open files again: more is known, or a setting changed. */
  markAll(): void {
    for (const document of workspace.textDocuments) this.mark(document);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private mark(document: TextDocument): void {
    if (!isKeyFile(document.uri)) return;
    this.collection.set(
      document.uri,
      this.problemsIn(document).map(problem => diagnosticOf(document, problem)),
    );
    if (!this.git.has(document.uri.toString()) && this.hasSecret(document)) void this.askGit(document);
  }

  private problemsIn(document: TextDocument): readonly Problem[] {
    const settings = workspace.getConfiguration(settingsSection);
    if (!settings.get<boolean>('diagnostics', true)) return [];
    const uri = document.uri.toString();
    return problemsOf(this.keyFiles.pairsIn(document), { uri, git: this.git.get(uri), clock: this.clock });
  }

  /** Never rejects: where Git can't be asked, nothing is said of it. */
  private async askGit(document: TextDocument): Promise<void> {
    const { uri } = document;
    const address = uri.toString();
    // Noted first, so that no other mark asks too; what it said before counts until it answers.
    this.git.set(address, this.git.get(address));
    try {
      const status = await gitStatus(uri);
      if (document.isClosed) return;
      this.git.set(address, status);
      this.mark(document);
    } catch (error) {
      this.log.error('Git’s status of a key file could not be read.', error);
    }
  }

  /** Whether it has a secret of one of the user's projects or keys: Git is asked about no other file. */
  private hasSecret(document: TextDocument): boolean {
    return this.keyFiles
      .pairsIn(document)
      .some(
        ({ pair, key, project }) =>
          pair.keySecret?.state === 'value' && (key !== undefined || project?.name !== undefined),
      );
  }
}

function diagnosticOf(document: TextDocument, { severity, span, message }: Problem): Diagnostic {
  const diagnostic = new Diagnostic(rangeOf(document, span), message, severities[severity]);
  diagnostic.source = 'Sinch';
  if (severity === 'unnecessary') diagnostic.tags = [DiagnosticTag.Unnecessary];
  return diagnostic;
}

function quickFixes(document: TextDocument, problem: Problem): readonly CodeAction[] {
  return problem.actions.map(({ title, command, argument }, index) => {
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.command = { title, command, arguments: argument === undefined ? [] : [argument] };
    action.diagnostics = [diagnosticOf(document, problem)];
    action.isPreferred = index === 0;
    return action;
  });
}
