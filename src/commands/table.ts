import type { CommandId } from '../ids';
import { addProject } from './projects/addProject';
import { applyChange, discardChange } from './env/answerPreview';
import { fixKeyFile } from './env/fixKeyFile';
import { copyKeyId, copyProjectId } from './keys/copy';
import { copySecret } from './secrets/copySecret';
import { createKey } from './keys/createKey';
import { deleteKeys } from './deletion/deleteKeys';
import { discardSecret } from './secrets/discardSecret';
import { removeAllData } from './projects/removeAllData';
import { insertIntoEnv } from './secrets/insertIntoEnv';
import { openDashboard } from './openDashboard';
import type { Command } from './parts';
import { refresh, refreshAll } from './refresh';
import { removeProject } from './projects/removeProject';
import { renameKey } from './keys/renameKey';
import { renameProject } from './projects/renameProject';
import { deleteOldKey, resumeRotation } from './rotation/resumeRotation';
import { rotateKeys } from './rotation/rotateKeys';
import { rotateOldKeys } from './rotation/rotateOldKeys';
import { deleteRow, openRow, renameRow } from './rows';
import { showLog } from './showLog';
import { checkUnconfirmedKey } from './keys/checkUnconfirmedKey';
import { showInFile } from './keys/showInFile';
import { showKey } from './keys/showKey';
import { verifyKey } from './keys/verifyKey';
import { signIn } from './projects/signIn';

/** What every command does. */
export const commandTable: Readonly<Record<CommandId, Command>> = {
  'sinchAccessKeys.addProject': addProject,
  'sinchAccessKeys.removeProject': removeProject,
  'sinchAccessKeys.renameProject': renameProject,
  'sinchAccessKeys.signIn': signIn,
  'sinchAccessKeys.refresh': refresh,
  'sinchAccessKeys.refreshAll': refreshAll,
  'sinchAccessKeys.createKey': createKey,
  'sinchAccessKeys.settleCreation': checkUnconfirmedKey,
  'sinchAccessKeys.rotateKey': rotateKeys,
  'sinchAccessKeys.rotateOldKeys': rotateOldKeys,
  'sinchAccessKeys.resumeRotation': resumeRotation,
  'sinchAccessKeys.deleteOldKey': deleteOldKey,
  'sinchAccessKeys.renameKey': renameKey,
  'sinchAccessKeys.deleteKey': deleteKeys,
  'sinchAccessKeys.copyKeyId': copyKeyId,
  'sinchAccessKeys.copyProjectId': copyProjectId,
  'sinchAccessKeys.insertIntoEnv': insertIntoEnv,
  'sinchAccessKeys.verifyKey': verifyKey,
  'sinchAccessKeys.showKey': showKey,
  'sinchAccessKeys.showInFile': showInFile,
  'sinchAccessKeys.fixKeyFile': fixKeyFile,
  'sinchAccessKeys.copySecret': copySecret,
  'sinchAccessKeys.dropSecret': discardSecret,
  'sinchAccessKeys.openDashboard': openDashboard,
  'sinchAccessKeys.showLog': showLog,
  'sinchAccessKeys.forgetEverything': removeAllData,
  'sinchAccessKeys.openRow': openRow,
  'sinchAccessKeys.renameRow': renameRow,
  'sinchAccessKeys.deleteRow': deleteRow,
  'sinchAccessKeys.applyChange': applyChange,
  'sinchAccessKeys.discardChange': discardChange,
};
