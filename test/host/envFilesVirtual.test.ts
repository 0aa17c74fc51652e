import assert from 'node:assert/strict';
import { chmod, stat } from 'node:fs/promises';
import { commands, FileSystemError, type Uri, window, workspace } from 'vscode';
import { chooseEnvFile } from '../../src/commands/env/chooseEnvFile';
import { insertPair } from '../../src/commands/env/insertPair';
import { editorFiles } from '../../src/envFiles/editorFiles';
import { delivery, lines, refusal, useEnv } from './envFolder';
import { MemoryFiles } from './memoryFiles';
import { withFolders } from './workspaceFolders';

/** Each path in memory is one on this machine's disk too, where other things are: nobody may look there. */
describe('a .env file that is on no disk', () => {
  const given = useEnv();
  let memory: MemoryFiles;
  let unwritable: MemoryFiles;
  before(() => {
    memory = new MemoryFiles('memory-files');
    unwritable = new MemoryFiles('unwritable-files', { isReadonly: true });
  });
  after(() => {
    memory.dispose();
    unwritable.dispose();
  });
  afterEach(() => {
    memory.onWrite = undefined;
  });

  const at = (name: string): string => given.env.uri(name).path;
  const insert = (to = delivery(), uri: Uri = memory.uri(at('.env'))) => insertPair(given.app.parts, uri, to);

  it('is listed, as are those of folders not too far below, and a new one', async () => {
    for (const name of ['.env', 'app/.env.local', 'a/b/c/.env', 'node_modules/a/.env', 'notes.txt'])
      memory.put(at(name), '');

    const uri = memory.uri(given.env.folder);
    await withFolders([{ uri, name: 'shop' }], async () => {
      given.app.prompts.will({ pick: 'New .env' }, { pick: 'shop' });
      const chosen = await chooseEnvFile(given.app.parts);
      const [labels = []] = given.app.prompts.asked.map(question => question.labels);
      assert.deepEqual(
        labels.filter(label => label.includes('shop')),
        ['$(file) shop/.env', '$(file) shop/a/b/c/.env', '$(file) shop/app/.env.local'],
      );
      assert.equal(chosen?.toString(), memory.uri(at('.env.local')).toString());
    });
  });

  it('gets the key, is saved and read back, and one undo brings the old text back', async () => {
    const uri = memory.put(at('.env'), 'A=1\r\n');
    const to = delivery();
    await insert(to);
    assert.equal(memory.text(at('.env')), `A=1\r\n${lines.replaceAll('\n', '\r\n')}`);
    assert.deepEqual(to.events, ['placed']);
    assert.deepEqual(given.app.prompts.messages('decide'), []);
    const { document } = await window.showTextDocument(uri);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), 'A=1\r\n');
    await document.save();
    assert.equal(memory.text(at('.env')), 'A=1\r\n');
  });

  it('is left to its own file system, whatever the disk has in its place', async () => {
    await given.env.write('.git/HEAD', '');
    await given.env.write('.env', 'DISK=1\n');
    await chmod(given.env.uri('.env').fsPath, 0o444);
    memory.put(at('.env'), 'A=1\n');
    await insert();
    assert.equal(memory.text(at('.env')), `A=1\n${lines}`);
    assert.deepEqual(given.app.prompts.messages('decide'), []);
    assert.equal(await given.env.read('.env'), 'DISK=1\n');
    if (process.platform !== 'win32')
      assert.equal((await stat(given.env.uri('.env').fsPath)).mode & 0o777, 0o444);
  });

  it('is absent once it is gone, even if that happens while it is read', async () => {
    const uri = memory.put(at('.env'), 'A=1\n');
    const read = memory.readFile.bind(memory);
    memory.readFile = file => {
      const content = read(file);
      memory.delete(file);
      return content;
    };
    try {
      assert.equal((await editorFiles.read(uri)).kind, 'absent');
    } finally {
      memory.readFile = read;
    }
  });

  it('is made where there is none, and not on the disk', async () => {
    const to = delivery();
    await insert(to);
    assert.equal(memory.text(at('.env')), lines);
    assert.deepEqual(to.events, ['placed']);
    await assert.rejects(given.env.read('.env'));
  });

  it('is ignored by the rules beside it', async () => {
    memory.put(at('.git/HEAD'), '');
    memory.put(at('.gitignore'), '*.log\n');
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    await insert();
    assert.equal(memory.text(at('.gitignore')), '*.log\n/.env\n');
    assert.equal(memory.text(at('.env')), lines);
    await insert();
    assert.equal(given.app.prompts.messages('decide').length, 1);
  });

  it('is not written where the line that has Git ignore it can’t be saved', async () => {
    memory.put(at('.git/HEAD'), '');
    memory.put(at('.gitignore'), '*.log\n');
    memory.put(at('.env'), 'A=1\n');
    memory.onWrite = () => {
      throw FileSystemError.Unavailable('no connection');
    };
    given.app.prompts.will({ decide: 'Add to .gitignore and Insert' });
    const to = delivery();
    assert.match((await refusal(insert(to))).message, /\.gitignore couldn’t be edited/);
    assert.deepEqual([to.events, memory.text(at('.env'))], [[], 'A=1\n']);
  });

  it('is refused where its file system, or the file, is read-only', async () => {
    const to = delivery();
    assert.match((await refusal(insert(to, unwritable.put(at('.env'), '')))).message, /is read-only/);
    memory.put(at('.env'), 'A=1\n');
    memory.locked.add(at('.env'));
    assert.match((await refusal(insert(to))).message, /is read-only/);
    assert.deepEqual(to.events, []);
  });

  it('is refused where it can’t be read', async () => {
    memory.put(at('.env'), 'A=1\n');
    memory.unreadable.add(at('.env'));
    const to = delivery();
    assert.match((await refusal(insert(to))).message, /couldn’t be read/);
    assert.deepEqual(to.events, []);
  });

  it('holds the secret only once a slow save has ended', async () => {
    memory.put(at('.env'), 'A=1\n');
    let end = (): void => undefined;
    const begun = new Promise<void>(resolve => {
      memory.onWrite = () => {
        resolve();
        return new Promise<void>(ended => {
          end = ended;
        });
      };
    });
    const to = delivery();
    const done = insert(to);
    await begun;
    assert.deepEqual([to.events, given.app.prompts.asked], [[], []]);
    end();
    await done;
    assert.deepEqual(to.events, ['placed']);
    assert.equal(memory.text(at('.env')), `A=1\n${lines}`);
  });

  it('keeps the secret in the editor and here where it can’t be saved, until it is', async () => {
    const uri = memory.put(at('.env'), 'A=1\n');
    memory.onWrite = () => {
      throw FileSystemError.Unavailable('no connection');
    };
    let placed = (): void => undefined;
    const held = new Promise<void>(resolve => {
      placed = resolve;
    });
    const events: string[] = [];
    const to = delivery({
      onDisk: () => {
        events.push('placed');
        placed();
        return Promise.resolve();
      },
    });
    const { message, options } = await refusal(insert(to));
    assert.match(message, /couldn’t be saved\. Its secret stays pending until you save the file/);
    assert.deepEqual(
      options.remedies?.map(({ label }) => label),
      ['Open File'],
    );
    assert.equal(memory.text(at('.env')), 'A=1\n');
    assert.deepEqual(events, []);
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.getText(), `A=1\n${lines}`);

    memory.onWrite = undefined;
    assert.ok(await document.save());
    await held;
    assert.equal(memory.text(at('.env')), `A=1\n${lines}`);
  });

  it('says so where a new one can’t be made', async () => {
    memory.onWrite = () => {
      throw FileSystemError.NoPermissions();
    };
    const to = delivery();
    assert.match((await refusal(insert(to))).message, /couldn’t edit/);
    assert.deepEqual(to.events, []);
  });
});
