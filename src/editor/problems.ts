import { envFileKind } from '../dotenv/fileNames';
import type { Span } from '../dotenv/scan';
import type { GitStatus } from '../envFiles/gitStatus';
import { l10n } from '../l10n';
import { type Action, actionsOn, insertKey, isDeleted, type PairPlace, variableOf } from './actions';
import type { Clock } from './clock';
import type { KnownPair } from './known';

/** A change of a file that the command `fixKeyFile` makes. */
export const fixes = ['useProjectId', 'removeOverridden', 'ignore', 'move'] as const;

export type Fix = (typeof fixes)[number];

/** Which fix of which pair the command `fixKeyFile` is to make. */
export interface FixPlace extends PairPlace {
  readonly fix: Fix;
}

/** Something that is wrong with a pair of a file, and what can be done about it, the best first. Holds no secret. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'information' | 'unnecessary';
  readonly span: Span;
  readonly message: string;
  readonly actions: readonly Action[];
}

export interface ProblemOptions {
  readonly uri: string;
  /** Undefined outside a repository, or while it isn't known yet. */
  readonly git: Pick<GitStatus, 'ignored' | 'tracked'> | undefined;
  readonly clock: Clock;
}

/** What is wrong with the keys of a file, by what is known of them. */
export function problemsOf(pairs: readonly KnownPair[], options: ProblemOptions): readonly Problem[] {
  return pairs.flatMap(found => {
    const actions = actionsOn(found, options.uri);
    return [
      ...keyProblems(found, actions, options),
      ...projectProblems(found, actions, options),
      ...secretProblems(found, actions, options),
      ...overriddenLines(found, options),
    ];
  });
}

function keyProblems(
  found: KnownPair,
  actions: readonly Action[],
  { clock }: ProblemOptions,
): readonly Problem[] {
  const { pair, key, project, retiring, verification } = found;
  const span = pair.keyId?.valueSpan;
  if (!span || pair.keyId.value === undefined) return [];
  const inserts = insertsOf(actions);
  const error = (message: string): readonly Problem[] => [
    { severity: 'error', span, message, actions: inserts },
  ];
  if (isDeleted(found)) {
    return error(
      key
        ? l10n.t('Access key “{0}” was deleted.', key.displayName)
        : l10n.t('Project “{0}” has no such access key any more.', project?.name ?? project?.id ?? ''),
    );
  }
  if (verification?.verdict === 'rejected') return error(l10n.t('Sinch rejected this key ID or its secret.'));
  if (retiring) {
    const message = l10n.t(
      'Access key “{0}” is retiring: it was replaced by “{1}” on {2}.',
      key?.displayName ?? '',
      retiring.newName,
      clock.date(retiring.since),
    );
    return [
      {
        severity: 'warning',
        span,
        message,
        actions: [...inserts, ...only(actions, 'sinchAccessKeys.showKey')],
      },
    ];
  }
  if (key || verification || !project || !found.isListed) return [];
  return [
    {
      severity: 'warning',
      span,
      message: l10n.t(
        'Project “{0}” has no access key with this ID. It was deleted, or belongs to another project.',
        project.name ?? project.id,
      ),
      actions: [...only(actions, 'sinchAccessKeys.verifyKey'), insertKey()],
    },
  ];
}

/** A key may act on subprojects of its project: that it works there counts more than whose it is. */
function projectProblems(
  found: KnownPair,
  actions: readonly Action[],
  { uri }: ProblemOptions,
): readonly Problem[] {
  const { pair, key, verification } = found;
  const named = pair.projectId;
  if (named?.value === undefined || verification?.verdict === 'works' || isDeleted(found)) return [];
  if (key && key.projectId !== named.value) {
    const message = l10n.t(
      'Access key “{0}” belongs to project “{1}”, not to this one.',
      key.displayName,
      key.projectId,
    );
    const title = l10n.t('Use Project ID “{0}”', key.projectId);
    return [
      {
        severity: 'warning',
        span: named.valueSpan,
        message,
        actions: [
          fixAction(title, 'useProjectId', found, uri),
          ...only(actions, 'sinchAccessKeys.verifyKey'),
        ],
      },
    ];
  }
  if (verification?.verdict !== 'wrongProject') return [];
  const message = l10n.t('The access key works, but has no access to this project.');
  return [{ severity: 'error', span: named.valueSpan, message, actions: [] }];
}

function secretProblems(
  found: KnownPair,
  actions: readonly Action[],
  { uri, git }: ProblemOptions,
): readonly Problem[] {
  const { pair, key, verification } = found;
  const secret = pair.keySecret;
  if (secret?.state !== 'value') return [];
  const rotates = only(actions, 'sinchAccessKeys.rotateKey');
  // The other file gets the ID too.
  const moves =
    pair.keyId?.value === undefined
      ? []
      : [fixAction(l10n.t('Move Secret to Another File…'), 'move', found, uri)];
  const problems: Problem[] = [];
  if (verification?.verdict === 'wrongSecret') {
    problems.push({
      severity: 'error',
      span: secret.valueSpan,
      message: l10n.t(
        'This isn’t the secret of access key “{0}”: ID and secret are of different keys.',
        key?.displayName ?? pair.keyId?.value ?? '',
      ),
      actions: [...rotates, insertKey()],
    });
  }
  if (git?.tracked === true) {
    problems.push({
      severity: 'warning',
      span: secret.valueSpan,
      message: l10n.t('Git tracks this file, so this secret may be in its history. Rotate the key.'),
      actions: [...rotates, ...moves],
    });
  } else if (git?.ignored === false) {
    problems.push({
      severity: 'warning',
      span: secret.valueSpan,
      message: l10n.t('Git doesn’t ignore this file, so this secret may get into a commit.'),
      actions: [fixAction(l10n.t('Add to .gitignore'), 'ignore', found, uri), ...moves],
    });
  }
  return problems;
}

/** In a shell script, a line below may not run. */
function overriddenLines(found: KnownPair, { uri }: ProblemOptions): readonly Problem[] {
  if (envFileKind(uri.slice(uri.lastIndexOf('/') + 1)) === 'shell') return [];
  return found.pair.overridden.map(({ name, nameSpan, valueSpan }) => ({
    severity: 'unnecessary',
    span: { start: nameSpan.start, end: Math.max(nameSpan.end, valueSpan.end) },
    message: l10n.t('{0} is set again below. Nearly every program uses that line instead of this one.', name),
    actions: [fixAction(l10n.t('Remove Overridden Lines'), 'removeOverridden', found, uri)],
  }));
}

function only(actions: readonly Action[], command: Action['command']): readonly Action[] {
  return actions.filter(action => action.command === command);
}

/** The pending secrets that fit, else any other key. */
function insertsOf(actions: readonly Action[]): readonly Action[] {
  const pending = only(actions, 'sinchAccessKeys.insertIntoEnv').filter(
    ({ argument }) => argument !== undefined,
  );
  return pending.length > 0 ? pending : [insertKey()];
}

function fixAction(title: string, fix: Fix, found: KnownPair, uri: string): Action {
  const argument: FixPlace = { uri, variable: variableOf(found), fix };
  return { title, command: 'sinchAccessKeys.fixKeyFile', argument };
}
