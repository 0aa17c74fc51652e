import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleSeed } from '../emulator/sample';
import { startEmulator } from '../emulator/startEmulator';
import { createAuthority } from '../fakes/certificates';
import { cacheFolder, projectRoot } from '../run/projectFolders';
import type { SuiteRun } from '../run/suites';
import type { Workbench } from '../workbench/chooseWorkbench';
import { copySampleWorkspace } from '../workbench/sampleWorkspace';
import { emulatorSettings } from '../workbench/settings';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import type { HostRun } from './hostRun';
import { runOnDesktop } from './runOnDesktop';
import { runOnServer } from './runOnServer';

/**
 * Runs the built host tests in a real VS Code, with the sample project open and the extension's requests going to an
 * emulator, and writes Mocha's report. There is no outcome where the tests didn't come to their end.
 *
 * @throws where no test could be run; the message names the log.
 */
export async function runHostTests(workbench: Workbench, { place, outcome, write }: SuiteRun): Promise<void> {
  const log = path.join(cacheFolder, 'logs', 'host.log');
  await mkdir(path.dirname(log), { recursive: true });
  await rm(log, { force: true });
  const report = path.join(place.folder, 'report.txt');
  const emulator = await startEmulator({ seed: sampleSeed });
  const run: HostRun = {
    place,
    root: projectRoot,
    tests: path.join(projectRoot, 'dist', 'test', 'host', 'index.js'),
    workspace: await workspaceOf(await copySampleWorkspace(place)),
    settings: emulatorSettings(emulator),
    env: { TEST_REPORT: report, TEST_OUTCOME: outcome, ...(await trustedAuthority(place)) },
    log: text => {
      appendFileSync(log, text);
    },
    patience: 15 * 60_000,
  };
  try {
    await (workbench.kind === 'server'
      ? runOnServer(workbench.parts, run)
      : runOnDesktop(workbench.executable, run));
  } finally {
    await emulator.close();
    if (existsSync(report)) write(await readFile(report, 'utf8'));
  }
  if (!existsSync(outcome)) throw new Error(`The tests did not run to their end; see ${log}`);
}

/** An authority that the extension host trusts as the user of a private one would have it, and tests can issue with. */
async function trustedAuthority(place: TemporaryPlace): Promise<Readonly<Record<string, string>>> {
  const authority = createAuthority();
  const files = {
    NODE_EXTRA_CA_CERTS: path.join(place.folder, 'authority.pem'),
    TEST_AUTHORITY: path.join(place.folder, 'authority.json'),
  };
  await writeFile(files.NODE_EXTRA_CA_CERTS, authority.cert);
  await writeFile(files.TEST_AUTHORITY, JSON.stringify(authority));
  return files;
}

/** Makes a workspace of one folder. @returns its file, beside the folder */
async function workspaceOf(folder: string): Promise<string> {
  const file = `${folder}.code-workspace`;
  await writeFile(file, JSON.stringify({ folders: [{ path: path.basename(folder) }] }));
  return file;
}
