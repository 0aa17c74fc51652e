import { commands, l10n, Range, type Uri, workspace } from 'vscode';
import type { EditFailure } from '../../dotenv/editResult';
import type { TextRefusal } from '../../envFiles/inspect';
import type { AbsentFile, FileRefusal, PresentFile } from '../../envFiles/fileState';
import { settingsSection } from '../../ids';
import { type Remedy, UserError } from '../../ui/userError';
import { editFailureSentence, fileRefusalSentence, textRefusalSentence } from './envFileSentences';
import { openFile } from './openFile';

/** Why a file takes no key. @param elsewhere the way to another file, which every refusal offers */
export function fileRefused(
  uri: Uri,
  why: FileRefusal | 'template' | 'reserved',
  elsewhere: Remedy,
): UserError {
  return new UserError(fileRefusalSentence(workspace.asRelativePath(uri), why), {
    remedies: [...(why === 'stale' ? [reloadsFile(uri)] : []), elsewhere],
  });
}

/** Why the text of a file takes no key as it is. */
export function textRefused(
  { uri }: PresentFile | AbsentFile,
  why: TextRefusal,
  elsewhere: Remedy,
): UserError {
  return new UserError(textRefusalSentence(workspace.asRelativePath(uri), why), {
    remedies: [...remediesFor(uri, why), elsewhere],
  });
}

/** Why an edit of a file can't be worked out. */
export function editRefused(
  { kind, uri }: PresentFile | AbsentFile,
  why: EditFailure,
  elsewhere: Remedy,
): UserError {
  const line = why.reason === 'shellCode' ? why.line : undefined;
  return new UserError(editFailureSentence(workspace.asRelativePath(uri), why), {
    remedies: [...(kind === 'present' ? [opensFile(uri, line)] : []), elsewhere],
  });
}

export function opensFile(uri: Uri, line?: number): Remedy {
  const selection = line === undefined ? undefined : new Range(line, 0, line, 0);
  return { label: l10n.t('Open File'), run: () => openFile(uri, selection) };
}

/** Opens the settings of variable names of one's own. */
export function opensNameSettings(): Remedy {
  return {
    label: l10n.t('Open Settings'),
    run: () => commands.executeCommand('workbench.action.openSettings', `${settingsSection}.env.names`),
  };
}

function remediesFor(uri: Uri, why: TextRefusal): readonly Remedy[] {
  switch (why.code) {
    case 'browserExposed':
      return [opensNameSettings()];
    case 'conflictMarkers':
      return [opensFile(uri, why.line)];
    case 'tooBig':
    case 'binary':
      return [];
  }
}

/** What the editor shows is saved, so that nothing is lost. */
function reloadsFile(uri: Uri): Remedy {
  return {
    label: l10n.t('Reload File'),
    run: async () => {
      await openFile(uri);
      await commands.executeCommand('workbench.action.files.revert');
    },
  };
}
