import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../run/projectFolders';
import { readJson, readManifest, readManifestTexts } from './manifest';

describe('the walkthrough of package.json', () => {
  const { walkthroughs } = readManifest().contributes;
  const steps = walkthroughs.flatMap(walkthrough => walkthrough.steps);

  it('connects, creates, inserts and rotates', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['connect', 'create', 'insert', 'rotate'],
    );
  });

  it('completes each step by what the user has done, not by a click', () => {
    for (const { completionEvents } of steps) {
      assert.equal(completionEvents.length, 1);
      assert.match(completionEvents[0] ?? '', /^onContext:sinchAccessKeys\.\w+$/);
    }
    assert.equal(new Set(steps.flatMap(({ completionEvents }) => completionEvents)).size, steps.length);
  });

  it('shows pictures that exist', () => {
    for (const { media } of steps) assert.ok(existsSync(join(projectRoot, media.image)), media.image);
  });

  it('is what the welcome text opens', () => {
    const { name, publisher } = readJson('package.json') as {
      readonly name: string;
      readonly publisher: string;
    };
    const [walkthrough] = walkthroughs;
    const [, argument = ''] =
      /openWalkthrough\?([^)]*)\)/.exec(readManifestTexts().get('welcome.noProjects') ?? '') ?? [];
    assert.equal(JSON.parse(decodeURIComponent(argument)), `${publisher}.${name}#${walkthrough?.id ?? ''}`);
  });
});
