import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { hazards } from '../../../src/dotenv/hazards';
import { namesFor } from '../../../src/dotenv/names';
import { removeDuplicates } from '../../../src/dotenv/removeDuplicates';
import { readers } from '../../../src/dotenv/readers/all';
import { edited, options } from './editing';

const project = 'demo-project';
const keyId = '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b';
const secret = 'Zk3.demo_secret-x';
const values = [
  ['SINCH_PROJECT_ID', project],
  ['SINCH_KEY_ID', keyId],
  ['SINCH_KEY_SECRET', secret],
] as const;
const three = values.map(([name, value]) => `${name}=${value}\n`).join('');
const exported = values.map(([name, value]) => `export ${name}=${value}\n`).join('');

/** The programs that misread an edit, each with what it misreads. */
async function misreaders(text: string): Promise<readonly string[]> {
  const { misreads } = await edited(text, values);
  return misreads.map(misread => `${misread.kind} ${misread.reader}`);
}

/** Inputs that went wrong once, found by running the programs themselves. */
describe('editVariables, for inputs that programs read differently', () => {
  const all: readonly (readonly [why: string, before: string, after: string])[] = [
    [
      'above a comment that has an open quote for phpdotenv',
      '# SINCH_KEY_ID="paste it here\nPORT=3001\n',
      '',
    ],
    [
      'above a comment that ends in a backslash, which make joins with the next line',
      'PORT=1\n# keys are in C:\\keys\\\n',
      `PORT=1\n${three}# keys are in C:\\keys\\\n`,
    ],
    ['with export, as every other line has it', 'export PORT=3001\n', `export PORT=3001\n${exported}`],
    [
      'above a blank value with a space behind its sign',
      'PORT=1\nAPP_TOKEN= \n',
      `PORT=1\n${three}APP_TOKEN= \n`,
    ],
    [
      'above a line with a colon, below which Node.js 20 reads nothing',
      'B_X=1\napp_name: y\n',
      `B_X=1\n${three}app_name: y\n`,
    ],
    [
      'above a bare name with a colon that ends the text, which takes the line below for its value',
      '\uFEFF# it\'s\n PORT ="1"\n export\tB= a;b\nC:',
      `\uFEFF# it's\n PORT ="1"\n export\tB= a;b\n${three}C:`,
    ],
    [
      'below other forms of the same names, which some programs know',
      "SINCH_PROJECT_ID=p\nA=1\n'SINCH_KEY_ID'='old'\n'SINCH_KEY_SECRET'='oldsecret'\n",
      '',
    ],
  ];
  for (const [why, before, after] of all) {
    it(`puts lines ${why}, and all read them`, async () => {
      const result = await edited(before, values);
      assert.deepEqual(result.misreads, [], result.text);
      if (after !== '') assert.equal(result.text, after);
    });
  }

  it('puts a line below a declaration, so that shells read the new ID', async () => {
    const { misreads } = await edited('SINCH_PROJECT_ID=p\ndeclare -x SINCH_KEY_ID=old\n', values);
    assert.deepEqual(
      misreads.map(misread => ('name' in misread ? `${misread.reader} ${misread.name}` : misread.kind)),
      ['bash (source) SINCH_KEY_SECRET', 'zsh (source) SINCH_KEY_SECRET'],
      'only the secret is not exported, as the project’s ID was not',
    );
  });

  it('replaces a comment’s trouble with the quotes: without them all read the value', async () => {
    const { text, misreads } = await edited('SINCH_KEY_ID="V1" # or "V2" or "V3"\n', [
      ['SINCH_KEY_ID', keyId],
    ]);
    assert.equal(text, `SINCH_KEY_ID=${keyId} # or "V2" or "V3"\n`);
    assert.deepEqual(misreads, []);
  });

  it('writes the last of two lines of different form plainly, so that shells read it too', async () => {
    const { text, misreads } = await edited('SINCH_KEY_ID=a\nSINCH_KEY_ID = b\n', [['SINCH_KEY_ID', keyId]]);
    assert.equal(text, `SINCH_KEY_ID=a\nSINCH_KEY_ID=${keyId}\n`);
    assert.deepEqual(
      misreads.map(({ reader }) => reader),
      ['Rust dotenvy', 'Rust dotenv'],
      'only those that read the first',
    );
  });

  it('names the programs for which a bare name with a colon hides the line', async () => {
    const { misreads } = await edited('OTHER:\nSINCH_KEY_ID=old\n', [['SINCH_KEY_ID', keyId]]);
    const names = misreads.map(({ reader }) => reader);
    for (const name of ['npm dotenv', 'dotenvx', 'Next.js', 'Bun']) assert.ok(names.includes(name), name);
    assert.deepEqual(misreads.find(({ reader }) => reader === 'npm dotenv')?.line, { before: 0, after: 0 });
  });

  it('names Node.js 20 if a line of spaces hides the line', async () => {
    const { misreads } = await edited('A=1\n   \nSINCH_KEY_ID=old\n', [['SINCH_KEY_ID', keyId]]);
    assert.deepEqual(
      misreads.map(({ reader }) => reader),
      ['Node.js 20', 'Vite on Node.js 20'],
    );
    assert.deepEqual(misreads[0]?.line, { before: 1, after: 1 });
  });

  it('names Node.js 20 if quotes put in would close a quote above, in a line it reads in place of this', async () => {
    const text = 'SINCH_KEY_ID=\'open\nA="\n\n"\n\tSINCH_KEY_ID=true\t\n';
    const { misreads } = await edited(text, [['SINCH_KEY_ID', '~x']]);
    assert.ok(misreads.some(({ kind, reader }) => kind === 'value' && reader === 'Node.js 20'));
  });

  it('names the programs that read the first of two lines, and with every copy changed, none', async () => {
    const text = 'SINCH_KEY_ID=a\nSINCH_KEY_ID=a\n';
    const one = await edited(text, [['SINCH_KEY_ID', keyId]]);
    assert.deepEqual(
      one.misreads.map(({ reader }) => reader),
      ['Rust dotenvy', 'Rust dotenv'],
    );
    const every = await edited(text, [['SINCH_KEY_ID', keyId]], { everyCopy: true });
    assert.equal(every.text, `SINCH_KEY_ID=${keyId}\nSINCH_KEY_ID=${keyId}\n`);
    assert.deepEqual(every.misreads, []);
  });

  it('refuses a line that a backslash continues on the next one', async () => {
    for (const text of ['SINCH_KEY_SECRET=abc\\\ndef\nB=2\n', 'SINCH_KEY_SECRET #\\\nB=2\n']) {
      const result = await editVariables(text, values, options());
      assert.deepEqual(result, { ok: false, reason: 'continued', name: 'SINCH_KEY_SECRET', line: 0 });
    }
  });

  it('does not offer to remove a line that another variable uses', async () => {
    const text = 'SINCH_KEY_ID=old\nURL=https://${SINCH_KEY_ID}@x\nSINCH_KEY_ID=new\n';
    assert.equal(await removeDuplicates(text, ['SINCH_KEY_ID'], { readers }), undefined);
  });

  it('in a shell script takes nothing for a variable that does not always run', async () => {
    const shell = { shell: true } as const;
    const heredoc = "export PEM=$(cat <<'EOF'\nSINCH_KEY_ID=inside\nEOF\n)\n";
    const { text } = await edited(heredoc, values, shell);
    assert.equal(text, heredoc + exported);
    const branch = 'if [ -n "$X" ]; then\nexport SINCH_KEY_ID=old\nfi\n';
    const below = await edited(branch, values, shell);
    assert.equal(below.text, branch + exported);
    assert.deepEqual(
      below.variables.map(({ inBranch }) => inBranch),
      [undefined, 1, undefined],
    );
    const inline = await editVariables('SINCH_KEY_ID=abc; export SINCH_KEY_ID\n', values, options(shell));
    assert.deepEqual(inline, { ok: false, reason: 'shellCode', name: 'SINCH_KEY_ID', line: 0 });
  });

  it('keeps the export of a line that does more in a file for dotenv readers', async () => {
    const result = await editVariables('SINCH_KEY_ID=abc; export SINCH_KEY_ID\n', values, options());
    assert.deepEqual(result, { ok: false, reason: 'shellCode', name: 'SINCH_KEY_ID', line: 0 });
  });

  it('takes what templates say for nothing, and asks about a reference', async () => {
    const overwritten = async (text: string): Promise<readonly string[]> =>
      (await edited(text, values)).variables.filter(({ overwrites }) => overwrites).map(({ name }) => name);
    const templates = [
      'SINCH_PROJECT_ID = PROJECT_ID\nSINCH_KEY_ID     = KEY_ID\nSINCH_KEY_SECRET = KEY_SECRET\n',
      'SINCH_KEY_SECRET=access-key-secret found at access-key creation time\n',
      'SINCH_PROJECT_ID=${VALUE}\nSINCH_KEY_ID=__SINCH_KEY_ID__\nSINCH_KEY_SECRET=???\n',
    ];
    for (const text of templates) assert.deepEqual(await overwritten(text), [], text);
    const reference = 'SINCH_KEY_SECRET="{{ op://v/i/s }}"\n';
    assert.deepEqual(await overwritten(reference), ['SINCH_KEY_SECRET']);
    assert.equal(hazards(reference, ['SINCH_KEY_SECRET'])[0]?.code, 'secretReference');
  });

  it('uses the names a file has', () => {
    const [first] = namesFor('SINCH_API_KEY=a\nSINCH_API_SECRET=b\n');
    assert.deepEqual([first?.keyId, first?.keySecret], ['SINCH_API_KEY', 'SINCH_API_SECRET']);
  });

  it('says nothing about ordinary files', async () => {
    const ordinary = [
      '',
      'PORT=3000\n',
      'PORT=3000\r\nHOST=localhost\r\n',
      '# Sinch\nSINCH_PROJECT_ID=\nSINCH_KEY_ID=\nSINCH_KEY_SECRET=\n',
      'SINCH_PROJECT_ID="p"\nSINCH_KEY_ID="k"\nSINCH_KEY_SECRET="s"\n',
      "NAME='a b'\nURL=https://example.com/?a=b#c\n\n# note\nEMPTY=\n",
      'A=1 # one\nSINCH_KEY_ID=old # mine\n',
    ];
    for (const text of ordinary) assert.deepEqual(await misreaders(text), [], JSON.stringify(text));
  });
});
