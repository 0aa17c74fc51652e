import assert from 'node:assert/strict';
import { maskedSides } from '../../../src/envFiles/maskedSides';
import { planInsertion } from '../../../src/envFiles/plan';
import { MemoryEditor } from '../../fakes/memoryEditor';

describe('what the preview of an insertion shows', () => {
  const pair = { projectId: 'demo-project', keyId: 'demo-key', keySecret: 'demo-secret-of-some-length' };
  const names = { projectId: 'SINCH_PROJECT_ID', keyId: 'SINCH_KEY_ID', keySecret: 'SINCH_KEY_SECRET' };

  async function sidesOf(text: string): Promise<readonly [string, string]> {
    const editor = new MemoryEditor();
    const file = await editor.read(editor.put('/demo/.env', text));
    assert.ok(file.kind === 'present');
    const plan = planInsertion(file, names, pair);
    assert.ok('edits' in plan);
    return maskedSides(plan);
  }

  it('holds no value but the two IDs, switches and small numbers', async () => {
    const text =
      'PORT=300\nDEBUG=true\nEMPTY=\nDB_URL=postgres://user:topsecret@host/db\nPASSWORD="topsecret"\nA=topsecret # was=topsecret\n';
    const [before, after] = await sidesOf(`${text}SINCH_KEY_ID=old-key\n`);
    assert.doesNotMatch(before + after, /topsecret|demo-secret/);
    assert.match(
      before,
      /^PORT=300\nDEBUG=true\nEMPTY=\nDB_URL=•+db\nPASSWORD="•+"\nA=•+ # was=•+\nSINCH_KEY_ID=old-key\n$/,
    );
    assert.match(after, /SINCH_PROJECT_ID=demo-project\n/);
    assert.match(after, /SINCH_KEY_ID=demo-key\n/);
  });

  it('holds nothing that was commented out or can’t be read', async () => {
    const [before, after] = await sidesOf(
      [
        '# SINCH_KEY_SECRET=topsecret',
        '#SINCH_KEY_SECRET: topsecret and more',
        '# the last one was topsecret1234, now it is another',
        '# see https://developers.sinch.com for more',
        'export topsecret --flag',
        'KEY="topsecret',
        'second topsecret line"',
        '-----BEGIN PRIVATE KEY-----',
        'dG9wc2VjcmV0',
        'SINCH_PROJECT_ID',
        '',
      ].join('\n'),
    );
    assert.doesNotMatch(before + after, /topsecret|dG9wc2VjcmV0|demo-secret/);
    assert.match(
      before,
      /^# SINCH_KEY_SECRET=•+\n#SINCH_KEY_SECRET: •+\n# the last one was •+ now it is another\n/,
    );
    assert.match(before, /\n# see https:\/\/developers\.sinch\.com for more\n/);
  });

  it('is there at once, however long the lines', async () => {
    const long = 'a'.repeat(300_000);
    const before = process.cpuUsage();
    await sidesOf(`# ${long}\n# ${long}=${' '.repeat(300_000)}\n`);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 5e6, `${user + system} µs`);
  });

  it('differs where a value does, and nowhere else', async () => {
    const [before, after] = await sidesOf('A=one-value\nB=other-value\nSINCH_KEY_SECRET=short\n');
    const [same, ...rest] = [before, after].map(text => text.split('\n').slice(0, 2).join('\n'));
    assert.deepEqual([same], rest);
    assert.notEqual(before.split('\n')[2], after.split('\n')[2]);
  });
});
