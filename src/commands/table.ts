import type { CommandId } from '../ids';
import { addProject } from './addProject';
import { copyKeyId, copyProjectId } from './copy';
import { copySecret } from './copySecret';
import { createKey } from './createKey';
import { deleteKey } from './deleteKey';
import { dropSecret } from './dropSecret';
import { forgetEverything } from './forgetEverything';
import { insertIntoEnv } from './insertIntoEnv';
import { openDashboard } from './openDashboard';
import type { Command } from './parts';
import { refresh } from './refresh';
import { removeProject } from './removeProject';
import { renameKey } from './renameKey';
import { renameProject } from './renameProject';
import { deleteRow, openRow, renameRow } from './rows';
import { showLog } from './showLog';
import { signIn } from './signIn';

/** What every command does. */
export const commandTable: Readonly<Record<CommandId, Command>> = {
  'sinchAccessKeys.addProject': addProject,
  'sinchAccessKeys.removeProject': removeProject,
  'sinchAccessKeys.renameProject': renameProject,
  'sinchAccessKeys.signIn': signIn,
  'sinchAccessKeys.refresh': refresh,
  'sinchAccessKeys.createKey': createKey,
  'sinchAccessKeys.renameKey': renameKey,
  'sinchAccessKeys.deleteKey': deleteKey,
  'sinchAccessKeys.copyKeyId': copyKeyId,
  'sinchAccessKeys.copyProjectId': copyProjectId,
  'sinchAccessKeys.insertIntoEnv': insertIntoEnv,
  'sinchAccessKeys.copySecret': copySecret,
  'sinchAccessKeys.dropSecret': dropSecret,
  'sinchAccessKeys.openDashboard': openDashboard,
  'sinchAccessKeys.showLog': showLog,
  'sinchAccessKeys.forgetEverything': forgetEverything,
  'sinchAccessKeys.openRow': openRow,
  'sinchAccessKeys.renameRow': renameRow,
  'sinchAccessKeys.deleteRow': deleteRow,
};
