import assert from 'node:assert/strict';
import { programsOf } from '../../../src/dotenv/readers/all';
import type { GitStatus } from '../../../src/envFiles/gitStatus';
import { Insertions } from '../../../src/envFiles/insertions';
import { type Replacement, replacePair } from '../../../src/envFiles/replacePair';
import { fileUri, MemoryEditor } from '../../fakes/memoryEditor';
import { MemoryLog } from '../../fakes/memoryLog';

describe('replacePair', () => {
  const old = { keyId: 'demo-key-old', keySecret: 'demo-secret-old' };
  const fresh = { keyId: 'demo-key-new', keySecret: 'demo-secret-new' };
  const oldLines = 'SINCH_KEY_ID=demo-key-old\nSINCH_KEY_SECRET=demo-secret-old\n';
  const freshLines = oldLines.replaceAll('-old', '-new');
  let editor: MemoryEditor;
  let insertions: Insertions;
  let git: GitStatus | undefined;
  beforeEach(() => {
    git = undefined;
    editor = new MemoryEditor();
    insertions = new Insertions({ files: editor, gitStatus }, new MemoryLog());
  });
  afterEach(() => {
    insertions.dispose();
  });

  const gitStatus = (): Promise<GitStatus | undefined> => Promise.resolve(git);

  function replace({
    path = '/demo/.env',
    save = true,
    agreed = [],
  }: {
    readonly path?: string;
    readonly save?: boolean;
    readonly agreed?: readonly string[];
  } = {}): Promise<Replacement> {
    const programsFor = (): Promise<ReadonlySet<string>> => Promise.resolve(programsOf([]));
    const parts = { files: editor, gitStatus, programsFor, insertions, configured: () => undefined };
    return replacePair(parts, fileUri(path), old, fresh, { save, agreed });
  }

  it('replaces a pair once, and has nothing to do a second time', async () => {
    editor.put('/demo/.env', `A=1\n${oldLines}`);
    assert.deepEqual(await replace(), { kind: 'replaced' });
    assert.equal(editor.get('/demo/.env')?.onDisk, `A=1\n${freshLines}`);
    assert.deepEqual(await replace(), { kind: 'alreadyThere' });
  });

  it('replaces a pair that only some programs read without what is behind it', async () => {
    editor.put('/demo/.env', oldLines.replaceAll('-old', '-old#prod'));
    assert.deepEqual(await replace(), { kind: 'replaced' });
    assert.equal(editor.get('/demo/.env')?.onDisk, freshLines);
  });

  it('leaves saving to the user where the settings say so', async () => {
    editor.put('/demo/.env', oldLines);
    assert.deepEqual(await replace({ save: false }), { kind: 'unsaved' });
    assert.deepEqual(editor.get('/demo/.env'), { onDisk: oldLines, text: freshLines });
  });

  const asked: readonly (readonly [code: string, text: string])[] = [
    ['mixedLineBreaks', `${oldLines}A=1\r\n`],
    ['misread', `${oldLines}'SINCH_KEY_ID'='demo-key-old'\n`],
    ['conflictMarkers', `${oldLines}<<<<<<< mine\n`],
    ['fileOfTool', `${oldLines}A=ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]\n`],
  ];
  for (const [code, text] of asked) {
    it(`leaves a file that an insertion asks about or refuses: ${code}`, async () => {
      editor.put('/demo/.env', text);
      const result = await replace();
      assert.ok(result.kind === 'failed');
      assert.equal(result.why.code, code);
      assert.deepEqual(editor.get('/demo/.env'), { text, onDisk: text });
    });
  }

  const root = fileUri('/demo');
  const outside = { real: fileUri('/home/.profile'), isLink: true, leadsOutside: true };
  const risky: readonly (readonly [name: string, begin: () => void])[] = [
    ['tracked', () => (git = { root, ignored: false, tracked: true })],
    ['perhapsTracked', () => (git = { root, ignored: true, tracked: undefined })],
    ['perhapsIgnored', () => (git = { root, ignored: undefined, tracked: false })],
    ['leadsOutside /home/.profile', () => editor.places.set('/demo/.env', outside)],
    ['localHistory', () => editor.places.set('/demo/.env', { isInHistory: true })],
  ];
  for (const [name, begin] of risky) {
    it(`leaves a file with a risk that nobody agreed to: ${name}`, async () => {
      editor.put('/demo/.env', oldLines);
      begin();
      for (const agreed of [[], risky.map(([other]) => other).filter(other => other !== name)]) {
        const result = await replace({ agreed });
        assert.ok(result.kind === 'failed');
        assert.equal(result.why.code, name.split(' ')[0]);
        assert.equal(editor.get('/demo/.env')?.text, oldLines);
      }
      assert.deepEqual(await replace({ agreed: [name] }), { kind: 'replaced' });
    });
  }

  it('leaves a file that gets a risk right before it would be written', async () => {
    editor.put('/demo/.env', oldLines);
    let reads = 0;
    editor.onRead = () => {
      reads += 1;
      if (reads === 2) editor.places.set('/demo/.env', outside);
    };
    const result = await replace();
    assert.ok(result.kind === 'failed');
    assert.equal(result.why.code, 'leadsOutside');
    assert.equal(editor.get('/demo/.env')?.text, oldLines);
  });

  it('does not mind what a file that holds a pair was like before', async () => {
    const text = `DOTENV_PUBLIC_KEY=demo\nB=encrypted:demo\nC='x\\'\n${oldLines}`;
    editor.put('/demo/.env', text);
    assert.deepEqual(await replace(), { kind: 'replaced' });
    assert.equal(editor.get('/demo/.env')?.onDisk, text.replace(oldLines, freshLines));
  });

  it('says what became of a file that can’t be read, edited or saved', async () => {
    const codeOf = async (path?: string): Promise<string> => {
      const result = await replace(path === undefined ? {} : { path });
      return result.kind === 'failed' ? result.why.code : result.kind;
    };
    assert.equal(await codeOf(), 'gone');
    assert.equal(await codeOf('/demo/notes.txt'), 'file');
    editor.put('/demo/.env', oldLines);
    editor.trouble = 'noEdit';
    assert.equal(await codeOf(), 'editRefused');
    editor.trouble = 'noSave';
    assert.equal(await codeOf(), 'unsavable');
    editor.trouble = 'changesOnSave';
    assert.equal(await codeOf(), 'differs');
  });
});
