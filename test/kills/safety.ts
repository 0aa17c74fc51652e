import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { EmulatedKey } from '../emulator/contract';
import { eventually } from '../browser/eventually';
import { sampleProject } from '../browser/steps';
import { spareFile, spareText } from './sampleFiles';
import type { Stage } from './scenario';

const { projectId } = sampleProject;

/** The keys the project has beyond those it began with. */
export function keysMade({ emulator }: Stage): readonly EmulatedKey[] {
  const atFirst = new Set(sampleProject.keys.map(({ accessKeyId }) => accessKeyId));
  return emulator.keys(projectId).filter(({ accessKeyId }) => !atFirst.has(accessKeyId));
}

/** The file on disk is one of `texts`, byte for byte. */
export async function assertWhole(stage: Stage, name: string, texts: readonly string[]): Promise<void> {
  const text = await readFile(stage.file(name), 'utf8');
  assert.ok(texts.includes(text), `${name} holds neither the old nor the complete new text:\n${text}`);
}

/**
 * The secret of a key can still be had, which is tried, or the view says that the key was left without one.
 * @param files those whose text on disk may hold the secret
 */
export async function assertNotLost(stage: Stage, key: EmulatedKey, files: readonly string[]): Promise<void> {
  const texts = await Promise.all(files.map(name => readFile(stage.file(name), 'utf8')));
  if (texts.some(text => text.includes(key.secret))) return;
  const { tree } = stage.window;
  const waiting = tree.row(`Secret of “${key.displayName}”`);
  const interrupted = tree.row(`New key “${key.displayName}”`).filter({ hasText: 'unconfirmed' });
  await waiting
    .or(interrupted)
    .first()
    .waitFor({ timeout: 5000 })
    .catch(async () => {
      const rows = (await tree.labels()).map(label => `“${label}”`).join(', ');
      assert.fail(
        `The key “${key.displayName}” was made, and its secret is lost without a word: no file holds it, no row ` +
          `“Secret of …” waits, and no row “New key …” says that it is unconfirmed. The rows are ${rows}.`,
      );
    });
  if (await waiting.isVisible()) await insertWaiting(stage, key);
}

/** Inserts the secret that waits into the spare file: what the file then holds is the secret the key really has. */
async function insertWaiting({ window, file }: Stage, key: EmulatedKey): Promise<void> {
  const row = `Secret of “${key.displayName}”`;
  await window.openFile(file(spareFile));
  await window.tree.clickInline(row, 'Insert Into .env');
  await eventually(async () => {
    assert.equal(await readFile(file(spareFile), 'utf8'), spareText(key, projectId));
  });
  await window.tree.row(row).waitFor({ state: 'hidden' });
}
