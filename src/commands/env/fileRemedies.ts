import { commands, Range, type Uri, window, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { FileState } from '../../envFiles/fileState';
import type { Refusal } from '../../envFiles/plan';
import { settingsSection } from '../../ids';
import { type Remedy, UserError } from '../../ui/userError';

/** What the user can do about a refused file. */
export function remediesFor({ kind, uri }: FileState, why: Refusal): readonly Remedy[] {
  switch (why.code) {
    case 'file':
      return why.refusal === 'stale' ? [reloadsFile(uri)] : [];
    case 'browserExposed':
      return [opensNameSettings()];
    case 'conflictMarkers':
      return [opensFile(uri, why.line)];
    case 'edit': {
      const line = 'line' in why.failure ? why.failure.line : undefined;
      return kind === 'present' ? [opensFile(uri, line)] : [];
    }
    case 'fileOfTool':
    case 'tooBig':
    case 'binary':
    case 'controlCharacter':
      return [];
  }
}

export function opensFile(uri: Uri, line?: number): Remedy {
  const selection = line === undefined ? undefined : new Range(line, 0, line, 0);
  return { label: l10n.t('Open File'), run: () => openFile(uri, selection) };
}

/** Opens the settings for variable names. */
export function opensNameSettings(): Remedy {
  return {
    label: l10n.t('Open Settings'),
    run: () => commands.executeCommand('workbench.action.openSettings', `${settingsSection}.env.names`),
  };
}

/** Reloads a file from disk. The editor has no unsaved changes, so nothing is lost. */
function reloadsFile(uri: Uri): Remedy {
  return {
    label: l10n.t('Reload File'),
    run: async () => {
      await openFile(uri);
      await commands.executeCommand('workbench.action.files.revert');
    },
  };
}

/** Shows a file in the editor. @throws UserError if it can't be opened */
export async function openFile(uri: Uri, selection?: Range): Promise<void> {
  try {
    await window.showTextDocument(uri, selection && { selection });
  } catch (cause) {
    const name = workspace.asRelativePath(uri);
    throw new UserError(l10n.t('{0} couldn’t be opened. It may have been moved or deleted.', name), {
      cause,
    });
  }
}
