import { commands } from 'vscode';
import { l10n, type OwnText } from '../../l10n';
import type { CommandId } from '../../ids';
import type { Node } from '../../tree/nodes';
import { culpritOf } from '../../projects/culprit';
import { explain } from '../../projects/explain';
import { type Project, projectName } from '../../projects/projectList';
import type { Remedy } from '../../ui/userError';
import { runs } from '../attempt';
import type { Deletion } from '../../keys/deleteKeys';
import { listed } from '../listed';

export function couldNotDelete(project: Project, displayName: string): string {
  return l10n.t('Couldn’t delete access key “{0}” from “{1}”.', displayName, projectName(project));
}

export interface DeletionReport {
  readonly message: string;
  /** Something went wrong, beyond being cancelled. */
  readonly isTrouble: boolean;
  /** VS Code shows a message in full only if it has a button. */
  readonly remedies: readonly Remedy[];
}

/** With more names, a notification is cut off. */
const maxNames = 5;

/** The result for several keys, in one message: those deleted, and why the others are not. */
export function deletionReport(deletions: readonly Deletion[]): DeletionReport {
  const withProject = new Set(deletions.map(({ target }) => target.project.id)).size > 1;
  const names = (some: readonly Deletion[]) =>
    listed(
      some.map(({ target: { key, project } }) =>
        withProject ? `“${key.displayName}” (${projectName(project)})` : `“${key.displayName}”`,
      ),
      maxNames,
    );
  const ofKind = (kind: Deletion['outcome']['kind']) =>
    deletions.filter(({ outcome }) => outcome.kind === kind);
  const gone = [...ofKind('deleted'), ...ofKind('notForgotten')];
  const notTried = ofKind('notTried');
  const failed = ofKind('failed');

  const sentences = [summary(gone, deletions, notTried.length > 0, names)];
  for (const [reason, some] of byReason(failed)) sentences.push(`${names(some).own}: ${reason}`);
  for (const [reason, some] of byReason(ofKind('notForgotten'))) {
    sentences.push(
      l10n.t('The stored data of {0} couldn’t be removed from VS Code. {1}', names(some), { own: reason }),
    );
  }
  if (notTried.length > 0) sentences.push(l10n.t('Not deleted: {0}.', names(notTried)));
  return {
    message: sentences.join(' '),
    isTrouble: failed.length > 0 || gone.some(({ outcome }) => outcome.kind === 'notForgotten'),
    remedies: [...signIns(failed), ...another([...failed, ...notTried], failed.length > 0)],
  };
}

function summary(
  gone: readonly Deletion[],
  all: readonly Deletion[],
  cancelled: boolean,
  names: (some: readonly Deletion[]) => OwnText,
): string {
  if (gone.length === 0) {
    return cancelled
      ? l10n.t('Cancelled. No access keys were deleted.')
      : l10n.t('Couldn’t delete any of the {0} access keys.', all.length);
  }
  if (cancelled)
    return l10n.t('Cancelled. Deleted {0} of {1} access keys: {2}.', gone.length, all.length, names(gone));

  return gone.length === all.length
    ? l10n.t('Deleted {0} access keys: {1}.', all.length, names(gone))
    : l10n.t('Deleted {0} of {1} access keys.', gone.length, all.length);
}

/** Groups keys by the reason why they failed, so that they share its sentence. */
function byReason(some: readonly Deletion[]): ReadonlyMap<string, readonly Deletion[]> {
  const groups = new Map<string, Deletion[]>();
  for (const deletion of some) {
    const reason = explain(errorOf(deletion))?.text ?? l10n.t('See the log for details.');
    groups.set(reason, [...(groups.get(reason) ?? []), deletion]);
  }
  return groups;
}

function signIns(failed: readonly Deletion[]): readonly Remedy[] {
  const refused = failed.filter(deletion => culpritOf(errorOf(deletion)) === 'credential');
  const projects = [...new Set(refused.map(({ target }) => target.project))];
  return projects.map((project: Project) =>
    runs(
      projects.length === 1 ? l10n.t('Sign In') : l10n.t('Sign In to “{0}”', projectName(project)),
      'sinchAccessKeys.signIn',
      project.id,
    ),
  );
}

/** Asks again about the keys that are still there. */
function another(left: readonly Deletion[], failed: boolean): readonly Remedy[] {
  const rows = left.map(({ target: { project, key } }): Node => ({
    kind: 'key',
    projectId: project.id,
    accessKeyId: key.accessKeyId,
  }));
  const command: CommandId = 'sinchAccessKeys.deleteKey';
  const label = failed ? l10n.t('Try Again') : l10n.t('Delete Remaining Keys…');
  return rows.length === 0 ? [] : [{ label, run: () => commands.executeCommand(command, rows[0], rows) }];
}

function errorOf({ outcome }: Deletion): unknown {
  return 'error' in outcome ? outcome.error : undefined;
}
