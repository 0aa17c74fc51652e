import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Insertions, type Outcome } from '../../../src/envFiles/insertions';
import { planEdit, type EditPlan } from '../../../src/envFiles/plan';
import { fileUri, MemoryEditor } from '../../fakes/memoryEditor';
import { MemoryLog } from '../../fakes/memoryLog';

describe('Insertions', () => {
  let editor: MemoryEditor;
  let log: MemoryLog;
  let insertions: Insertions;
  let events: string[];
  beforeEach(() => {
    editor = new MemoryEditor();
    log = new MemoryLog();
    insertions = new Insertions({ files: editor, gitStatus: () => Promise.resolve(undefined) }, log);
    events = [];
  });
  afterEach(() => {
    insertions.dispose();
  });

  const uri = fileUri('/demo/.env');
  const note = (): void => {
    events.push('on disk');
  };

  async function planFor(value = 'demo', of = uri): Promise<EditPlan> {
    const file = await editor.read(of);
    assert.ok(file.kind !== 'refused');
    const plan = await planEdit(file, [['DEMO', value]], []);
    assert.ok('edits' in plan);
    return plan;
  }

  async function apply(save = true, onDisk: () => unknown = note): Promise<Outcome> {
    return (await insertions.apply(await planFor(), { save, git: 'unasked', onDisk })).outcome;
  }

  it('says that the disk holds the values before it resolves, and only once', async () => {
    editor.put(uri.path, 'A=1\n');
    assert.equal(await apply(), 'saved');
    assert.deepEqual(events, ['on disk']);
    assert.equal(editor.get(uri.path)?.onDisk, 'A=1\nDEMO=demo\n');
    await editor.save(uri);
    await setImmediate();
    assert.deepEqual(events, ['on disk']);
  });

  it('says so too where there was nothing to change', async () => {
    editor.put(uri.path, 'DEMO=demo\n');
    assert.equal(await apply(), 'saved');
    assert.deepEqual([events, editor.counts], [['on disk'], { edits: 0, saves: 0 }]);
  });

  it('reads back what runs always, of a script', async () => {
    const script = fileUri('/demo/.envrc');
    const branch = 'if true; then\n  export DEMO=other\nfi\n';
    editor.put(script.path, `export DEMO=old\n${branch}`);
    const options = { save: true, git: 'unasked', onDisk: note } as const;
    assert.equal((await insertions.apply(await planFor('demo', script), options)).outcome, 'saved');
    assert.deepEqual([events, editor.get(script.path)?.onDisk], [['on disk'], `export DEMO=demo\n${branch}`]);
  });

  it('gives back what telling so failed with', async () => {
    editor.put(uri.path, '');
    const error = new Error('demo');
    const applied = await insertions.apply(await planFor(), {
      save: true,
      git: 'unasked',
      onDisk: () => Promise.reject(error),
    });
    assert.deepEqual(applied, { outcome: 'saved', onDiskFailure: { error } });
    assert.deepEqual(log.lines, []);
  });

  it('says so once when a file that was left unsaved is saved', async () => {
    editor.put(uri.path, '');
    assert.equal(await apply(false), 'unsaved');
    assert.deepEqual(events, []);
    await Promise.all([editor.save(uri), editor.save(uri)]);
    await setImmediate();
    await editor.save(uri);
    await setImmediate();
    assert.deepEqual(events, ['on disk']);
  });

  it('says so once when a file that could not be saved is saved', async () => {
    editor.put(uri.path, '');
    editor.trouble = 'noSave';
    assert.equal(await apply(), 'unsavable');
    assert.deepEqual(events, []);
    editor.trouble = undefined;
    await editor.save(uri);
    await setImmediate();
    assert.deepEqual(events, ['on disk']);
  });

  it('logs what telling so later failed with', async () => {
    editor.put(uri.path, '');
    assert.equal(await apply(false, () => Promise.reject(new Error('demo'))), 'unsaved');
    await editor.save(uri);
    await setImmediate();
    assert.match(log.lines.join(), /once a file holds a key failed.*demo/);
  });

  it('never says so where the file is saved without the values, or closed', async () => {
    editor.put(uri.path, '');
    await apply(false);
    editor.put(uri.path, '', 'A=1\n');
    await editor.save(uri);
    editor.close(uri);
    editor.put(uri.path, '', 'DEMO=demo\n');
    await editor.save(uri);
    await setImmediate();
    assert.deepEqual(events, []);
  });

  const outcomes: readonly (readonly [what: string, trouble: MemoryEditor['trouble'], outcome: Outcome])[] = [
    ['no edit can be made', 'noEdit', 'refused'],
    ['the disk holds something else afterwards', 'changesOnSave', 'differs'],
  ];
  for (const [what, trouble, outcome] of outcomes) {
    it(`does not say so where ${what}`, async () => {
      editor.put(uri.path, '');
      editor.trouble = trouble;
      assert.equal(await apply(), outcome);
      assert.deepEqual(events, []);
    });
  }

  it('does nothing where the file is another than the plan was made for', async () => {
    const absent = await planFor();
    editor.put(uri.path, 'A=1\n');
    const present = await planFor();
    editor.put(uri.path, 'A=2\n');
    for (const plan of [absent, present]) {
      const { outcome } = await insertions.apply(plan, { save: true, git: 'unasked', onDisk: note });
      assert.equal(outcome, 'changed');
    }
    assert.deepEqual([events, editor.counts.edits], [[], 0]);
  });

  it('carries plans for one file out one after the other, also after one that failed', async () => {
    editor.put(uri.path, '');
    const plan = await planFor();
    editor.onRead = () => {
      editor.onRead = undefined;
      throw new Error('demo');
    };
    const failing = insertions.apply(plan, { save: true, git: 'unasked' });
    const first = insertions.apply(plan, { save: true, git: 'unasked' });
    const second = insertions.apply(plan, { save: true, git: 'unasked' });
    await assert.rejects(failing, /demo/);
    assert.deepEqual([(await first).outcome, (await second).outcome], ['saved', 'changed']);
  });
});
