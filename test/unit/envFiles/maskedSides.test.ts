import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    const plan = await planInsertion(file, names, pair);
    fc.pre('edits' in plan);
    return maskedSides(plan);
  }

  it('holds no value but the two new IDs', async () => {
    const text =
      'PORT=300\nDEBUG=true\nEMPTY=\nDB_URL=postgres://user:topsecret@host/db\nPASSWORD="topsecret"\nA=topsecret # was=topsecret\n';
    const [before, after] = await sidesOf(`${text}SINCH_KEY_ID=old-key\n`);
    const masked =
      'PORT=••••••••\nDEBUG=••••••••\nEMPTY=\nDB_URL=••••••••db\nPASSWORD="••••••••"\nA=•••••••• # ••••••••\n';
    assert.equal(before, `${masked}SINCH_KEY_ID=••••••••\n`);
    assert.ok(after.startsWith(masked));
    assert.match(after, /SINCH_PROJECT_ID=demo-project\n/);
    assert.match(after, /SINCH_KEY_ID=demo-key\n/);
  });

  it('holds nothing of comments but their marks, and nothing that can’t be read', async () => {
    const file = [
      '# PASSWORD:topsecret',
      '  #  KEY=topsecret',
      'export topsecret',
      'KEY="topsecret',
      'second"',
      'dG9wc2VjcmV0=',
      'CAPITALS==',
      'CAPITALS',
      'A="topsecret" # b',
      '',
    ];
    const [before] = await sidesOf(file.join('\n'));
    assert.deepEqual(before.split('\n'), [
      '# ••••••••',
      '  #  ••••••••',
      '••••••••',
      'KEY="••••••••"',
      '••••••••=',
      '••••••••=••••••••',
      '••••••••',
      'A="••••••••" # ••••••••',
      '',
    ]);
  });

  it('holds no four characters of what a file says, wherever it says them', async () => {
    const anything = fc.string({
      unit: fc.constantFrom(...Array.from('abcxyz0189:/@=#"\'')),
      minLength: 4,
      maxLength: 40,
    });
    const capitals = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'X'), minLength: 4, maxLength: 40 });
    const places = [
      '# ',
      '#N:',
      'N=x # ',
      'N=',
      'N="',
      'N="x\n',
      'SINCH_KEY_ID=',
      'SINCH_KEY_ID="x\n',
      'x ',
      '',
    ];
    const behind = ['', '"', '" ', ' #', ' x', '==', '\n"'];
    const line = fc.record({
      text: fc.oneof(anything, capitals),
      before: fc.constantFrom(...places),
      after: fc.constantFrom(...behind),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async lines => {
        const sides = await sidesOf(lines.map(({ before, text, after }) => before + text + after).join('\n'));
        const leaked = lines
          .flatMap(({ text }) => Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4)))
          // Quotes and signs are what lines are made of.
          .filter(part => part.replace(/\W/g, '').length > 2 && sides.join('\n').includes(part));
        assert.deepEqual(leaked, []);
      }),
    );
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
    const alike = await sidesOf('A=one-value\nSINCH_KEY_SECRET=old-secret-of-the-same-length\n');
    assert.deepEqual(
      alike.map(text => text.split('\n')[1]),
      ['SINCH_KEY_SECRET=••••••••th', 'SINCH_KEY_SECRET=••••••••th••••••••th'],
    );
  });
});
