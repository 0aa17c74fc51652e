import assert from 'node:assert/strict';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { commands, Position, Range, type TextDocument, TextEdit, workspace, WorkspaceEdit } from 'vscode';
import { replacementSentence } from '../../src/commands/env/replacementSentence';
import { editorFiles } from '../../src/envFiles/editorFiles';
import { gitStatus } from '../../src/envFiles/gitStatus';
import { Insertions, type Outcome } from '../../src/envFiles/insertions';
import {
  type NewPair,
  type OldKey,
  type Replacement,
  type ReplacementFailure,
  replacePair,
} from '../../src/envFiles/replacePair';
import { useEnv } from './envFolder';

describe('putting a new pair in the place of an old key', () => {
  const use = useEnv();
  const old = { keyId: 'demo-key-old', keySecret: 'demo-secret-old' };
  const fresh = { keyId: 'demo-key-new', keySecret: 'demo-secret-new' };
  const keyNames = { from: 'the one before', to: 'the one after' };
  const oldLines = 'SINCH_KEY_ID=demo-key-old\nSINCH_KEY_SECRET=demo-secret-old\n';
  const freshLines = 'SINCH_KEY_ID=demo-key-new\nSINCH_KEY_SECRET=demo-secret-new\n';

  function replace(from: OldKey = old, to: NewPair = fresh, name = '.env'): Promise<Replacement> {
    return use.app.parts.envFiles.replacePair(use.env.uri(name), from, to, []);
  }

  /** Replaces with what applies plans replaced, to be there when things go wrong. */
  function replaceThrough(apply: () => Promise<Outcome | undefined>): Promise<Replacement> {
    const insertions = new Insertions({ files: editorFiles, gitStatus }, use.app.log);
    const parts = {
      files: editorFiles,
      gitStatus,
      programsFor: () => Promise.resolve(new Set<string>()),
      insertions: {
        apply: async (...plan: Parameters<typeof insertions.apply>) => {
          const outcome = await apply();
          return outcome ? { outcome } : insertions.apply(...plan);
        },
      },
      configured: () => undefined,
    };
    return replacePair(parts, use.env.uri('.env'), old, fresh, { save: true, agreed: [] }).finally(() => {
      insertions.dispose();
    });
  }

  /** Changes an open document without saving it. */
  async function type(document: TextDocument, range: Range, text: string): Promise<void> {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, range, text);
    await workspace.applyEdit(edit);
    assert.ok(document.isDirty);
  }

  /** Nothing was done, and there is a sentence that says why. */
  function failedWith(result: Replacement, why: ReplacementFailure, sentence: RegExp): void {
    assert.deepEqual(result, { kind: 'failed', why });
    const words = replacementSentence('demo/.env', result, keyNames) ?? '';
    assert.match(words, sentence);
    assert.ok(words.includes('demo/.env'), words);
    assert.doesNotMatch(words, /demo-secret/);
  }

  const files: readonly (readonly [what: string, before: string, after: string])[] = [
    ['a pair', oldLines, freshLines],
    [
      'other variables, comments and spaces',
      `A=1\n# demo-key-old\nSINCH_PROJECT_ID=demo-project\n export SINCH_KEY_ID = "demo-key-old" # key\n\nSINCH_KEY_SECRET: demo-secret-old\nB=demo-key-old-2`,
      `A=1\n# demo-key-old\nSINCH_PROJECT_ID=demo-project\n export SINCH_KEY_ID = "demo-key-new" # key\n\nSINCH_KEY_SECRET=demo-secret-new\nB=demo-key-old-2`,
    ],
    ['CRLF', oldLines.replaceAll('\n', '\r\n'), freshLines.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${oldLines}`, `\uFEFF${freshLines}`],
    [
      'several sets of names',
      'PROD_SINCH_KEY_ID=demo-key-old\nPROD_SINCH_KEY_SECRET=demo-secret-old\nTEST_SINCH_KEY_ID=demo-key-3\nTEST_SINCH_KEY_SECRET=x\nSTAGING_SINCH_KEY_ID=demo-key-old\nSTAGING_SINCH_KEY_SECRET=demo-secret-old\n',
      'PROD_SINCH_KEY_ID=demo-key-new\nPROD_SINCH_KEY_SECRET=demo-secret-new\nTEST_SINCH_KEY_ID=demo-key-3\nTEST_SINCH_KEY_SECRET=x\nSTAGING_SINCH_KEY_ID=demo-key-new\nSTAGING_SINCH_KEY_SECRET=demo-secret-new\n',
    ],
    [
      'a blank secret, as Sinch Functions keep it',
      'PROJECT_ID=demo-project\nPROJECT_ID_API_KEY=demo-key-old\nPROJECT_ID_API_SECRET=\n',
      'PROJECT_ID=demo-project\nPROJECT_ID_API_KEY=demo-key-new\nPROJECT_ID_API_SECRET=\n',
    ],
    [
      'a place kept for the secret',
      'SINCH_KEY_ID=demo-key-old\nSINCH_KEY_SECRET=<your key secret>\n',
      'SINCH_KEY_ID=demo-key-new\nSINCH_KEY_SECRET=<your key secret>\n',
    ],
    [
      'a secret under a name of its own',
      'USERNAME=demo-key-old\nPASSWORD=demo-secret-old\n',
      'USERNAME=demo-key-new\nPASSWORD=demo-secret-new\n',
    ],
    [
      'a backslash before a closing quote, which some readers pass by up to another quote',
      `A='C:\\dir\\'\n${oldLines}`,
      `A='C:\\dir\\'\n${freshLines}`,
    ],
    [
      'overridden lines, which some programs read',
      `SINCH_KEY_ID=demo-key-old\n${oldLines}`,
      `SINCH_KEY_ID=demo-key-new\n${freshLines}`,
    ],
  ];
  for (const [what, before, after] of files) {
    it(`changes nothing else in a file with ${what}; swapped keys undo it, and so does one undo`, async () => {
      const document = await use.env.open('.env', before);
      const getsSecret = after.includes(fresh.keySecret);
      const replaced = { kind: getsSecret ? 'replaced' : 'idReplaced' };
      assert.deepEqual(await replace(), replaced);
      assert.equal(await use.env.read('.env'), after);
      assert.equal(document.isDirty, false);
      assert.deepEqual(await replace(), getsSecret ? { kind: 'alreadyThere' } : replaced);
      assert.equal(await use.env.read('.env'), after);
      assert.deepEqual(await replace(fresh, old), replaced);
      assert.equal(await use.env.read('.env'), before.replace(': demo', '=demo'));
      await commands.executeCommand('undo');
      await commands.executeCommand('undo');
      await document.save();
      assert.equal(await use.env.read('.env'), before);
    });
  }

  it('needs no secret where the names tell the variable', async () => {
    await use.env.write('.env', oldLines);
    assert.deepEqual(await replace({ keyId: old.keyId }), { kind: 'replaced' });
    assert.equal(await use.env.read('.env'), freshLines);
  });

  it('goes by the names of the settings', async () => {
    const names = { projectId: '', keyId: 'USERNAME', keySecret: 'PASSWORD' };
    await use.restart({ envSettings: { names } });
    await use.env.write('.env', 'USERNAME=demo-key-old\nPASSWORD=demo-secret-old\n');
    assert.deepEqual(await replace({ keyId: old.keyId }), { kind: 'replaced' });
    assert.equal(await use.env.read('.env'), 'USERNAME=demo-key-new\nPASSWORD=demo-secret-new\n');
  });

  it('changes the script of direnv, for the key is there already', async () => {
    const script = 'export SINCH_KEY_ID=demo-key-old\nexport SINCH_KEY_SECRET="demo-secret-old"\n';
    await use.env.write('.envrc', script);
    assert.deepEqual(await replace(old, fresh, '.envrc'), { kind: 'replaced' });
    assert.equal(await use.env.read('.envrc'), script.replaceAll('-old', '-new'));
  });

  it('saves what else the user has edited along with it', async () => {
    const document = await use.env.open('.env', `A=1\n${oldLines}`);
    await type(document, new Range(0, 2, 0, 3), '2');
    assert.deepEqual(await replace(), { kind: 'replaced' });
    assert.equal(await use.env.read('.env'), `A=2\n${freshLines}`);
  });

  it('leaves what the user has edited unsaved where the pair is there', async () => {
    const document = await use.env.open('.env', `A=1\n${freshLines}`);
    await type(document, new Range(0, 2, 0, 3), '2');
    assert.deepEqual(await replace(), { kind: 'alreadyThere' });
    assert.ok(document.isDirty);
    assert.equal(await use.env.read('.env'), `A=1\n${freshLines}`);
  });

  it('leaves saving to the user where the settings say so', async () => {
    await use.restart({ envSettings: { save: false } });
    const document = await use.env.open('.env', oldLines);
    const unsaved = { kind: 'unsaved' } as const;
    assert.deepEqual(await replace(), unsaved);
    assert.deepEqual(await replace(), unsaved);
    assert.equal(document.getText(), freshLines);
    assert.equal(await use.env.read('.env'), oldLines);
    assert.match(
      replacementSentence('demo/.env', unsaved, keyNames) ?? '',
      /“the one after” was inserted into demo\/\.env, which is not saved/,
    );
    await document.save();
    assert.deepEqual(await replace(), { kind: 'alreadyThere' });
    assert.equal(await use.env.read('.env'), freshLines);
  });

  it('saves what an earlier run could not', async () => {
    const document = await use.env.open('.env', oldLines);
    await type(document, new Range(0, 0, 2, 0), freshLines);
    assert.deepEqual(await replace(), { kind: 'replaced' });
    assert.equal(await use.env.read('.env'), freshLines);
  });

  it('comes to the same where it runs twice at once', async () => {
    await use.env.write('.env', oldLines);
    const kinds = (await Promise.all([replace(), replace()])).map(({ kind }) => kind);
    assert.ok(kinds.includes('replaced'), kinds.join());
    assert.ok(!kinds.includes('failed'), kinds.join());
    assert.equal(await use.env.read('.env'), freshLines);
  });

  it('looks again where the file changes meanwhile', async () => {
    const document = await use.env.open('.env', oldLines);
    let rounds = 0;
    const result = await replaceThrough(async () => {
      rounds += 1;
      if (rounds > 1) return undefined;
      await type(document, new Range(0, 0, 0, 0), 'B=2\n');
      await document.save();
      return undefined;
    });
    assert.deepEqual([result, rounds], [{ kind: 'replaced' }, 2]);
    assert.equal(await use.env.read('.env'), `B=2\n${freshLines}`);
  });

  it('gives up where the file keeps changing', async () => {
    await use.env.write('.env', oldLines);
    let rounds = 0;
    const result = await replaceThrough(() => {
      rounds += 1;
      return Promise.resolve('changed');
    });
    failedWith(result, { code: 'changed' }, /keeps changing/);
    assert.equal(rounds, 3);
  });

  describe('leaves a file as it is', () => {
    const refused: readonly (readonly [text: string, why: ReplacementFailure, sentence: RegExp])[] = [
      [
        'A=1\n# SINCH_KEY_ID=demo-key-old\n',
        { code: 'notHeld' },
        /No variable .* has the value “the one before”/,
      ],
      [
        freshLines.replace('demo-secret-new', 'x'),
        { code: 'notHeld' },
        /No variable .* has the value “the one before”/,
      ],
      [
        'USERNAME=demo-key-old\nPASSWORD=x\n',
        { code: 'noPair', name: 'USERNAME' },
        /USERNAME in .* ID of “the one before”.*Replace both yourself/,
      ],
      [
        `${oldLines}PROD_SINCH_KEY_ID=demo-key-old\nPROD_SINCH_KEY_SECRET=another-secret\n`,
        { code: 'otherSecret', name: 'PROD_SINCH_KEY_SECRET' },
        /PROD_SINCH_KEY_SECRET in .* something else/,
      ],
      [
        '<<<<<<< mine\nA=1\n=======\nA=2\n>>>>>>> theirs\n' + oldLines,
        { code: 'conflictMarkers', line: 0 },
        /merge conflict on line 1\. Resolve it first\./,
      ],
      [
        'VITE_SINCH_KEY_ID=demo-key-old\nVITE_SINCH_KEY_SECRET=demo-secret-old\n',
        { code: 'browserExposed', name: 'VITE_SINCH_KEY_SECRET', prefix: 'VITE_' },
        /visible in browsers/,
      ],
      [
        'KEY.ID=demo-key-old\nPASSWORD=demo-secret-old\n',
        { code: 'edit', failure: { ok: false, reason: 'invalidName', name: 'KEY.ID' } },
        /can’t read the variable name “KEY\.ID”/,
      ],
      [
        `${oldLines}'SINCH_KEY_ID'='demo-key-old'\n`,
        {
          code: 'misread',
          trouble: 'value',
          name: 'SINCH_KEY_ID',
          programs: [
            'export $(xargs)',
            'export $(grep | xargs)',
            'phpdotenv',
            'phpdotenv 5.4',
            'python-dotenv',
            'python-dotenv 1.2.2',
          ],
          line: 2,
          hasMark: false,
        },
        /phpdotenv.* won’t read SINCH_KEY_ID here: line 3 hides it\./,
      ],
      [`${oldLines}A=1\r\n`, { code: 'mixedLineBreaks' }, /mixes line endings/],
    ];
    for (const [text, why, sentence] of refused) {
      it(JSON.stringify(text), async () => {
        await use.env.write('.env', text);
        failedWith(await replace(), why, sentence);
        assert.equal(await use.env.read('.env'), text);
      });
    }

    for (const value of ['op://demo/item/secret', 'encrypted:demo', '${DEMO_SECRET}', '$DEMO_SECRET']) {
      it(`whose secret is kept elsewhere: ${value}`, async () => {
        const text = oldLines.replace('demo-secret-old', value);
        await use.env.write('.env', text);
        const why = { code: 'otherSecret', name: 'SINCH_KEY_SECRET' } as const;
        failedWith(await replace({ keyId: old.keyId }), why, /secret of “the one before”.*where you keep it/);
        failedWith(
          await replace({ keyId: old.keyId, keySecret: value }),
          why,
          /secret of “the one before”.*where you keep it/,
        );
        assert.equal(await use.env.read('.env'), text);
      });
    }

    it('where the user has edited one of the variables and not saved it', async () => {
      const document = await use.env.open('.env', oldLines);
      const names = ['SINCH_KEY_ID', 'SINCH_KEY_SECRET'];
      await type(document, new Range(1, 0, 1, 0), 'SINCH_KEY_SECRET=mine\n#');
      failedWith(
        await replace({ keyId: old.keyId }),
        { code: 'unsavedEdit', names: ['SINCH_KEY_SECRET'] },
        /unsaved changes to SINCH_KEY_SECRET in/,
      );
      await type(document, new Range(0, 0, 3, 0), 'A=1\n');
      failedWith(
        await replace(),
        { code: 'unsavedEdit', names },
        /unsaved changes to SINCH_KEY_ID, SINCH_KEY_SECRET in/,
      );
      await type(document, new Range(0, 0, 1, 0), '');
      await document.save();
      await type(document, new Range(0, 0, 0, 0), oldLines);
      failedWith(await replace(), { code: 'unsavedEdit', names }, /Save or undo them/);
      assert.equal(await use.env.read('.env'), '');
    });

    it('that is no .env file, or another’s', async () => {
      const kinds = [
        ['.env.example', 'template', /is a shared template/],
        ['.env.keys', 'reserved', /belongs to a tool/],
        ['notes.txt', 'otherName', /is not a \.env file/],
      ] as const;
      for (const [name, refusal, sentence] of kinds) {
        await use.env.write(name, oldLines);
        failedWith(await replace(old, fresh, name), { code: 'file', refusal }, sentence);
        assert.equal(await use.env.read(name), oldLines);
      }
    });

    it('that is not there, no file, or not to be written', async () => {
      failedWith(await replace(), { code: 'gone' }, /no longer exists/);
      await use.env.write('.env/inside', '');
      failedWith(await replace(), { code: 'file', refusal: 'folder' }, /is a folder/);
      await rm(use.env.uri('.env').fsPath, { recursive: true });
      await chmod((await use.env.write('.env', oldLines)).fsPath, 0o444);
      failedWith(await replace(), { code: 'file', refusal: 'readOnly' }, /is read-only/);
      assert.equal(await use.env.read('.env'), oldLines);
    });

    it('that changed on disk behind the editor’s back', async () => {
      // Nobody watches a file outside the workspace that no editor shows.
      await workspace.openTextDocument(await use.env.write('.env', oldLines));
      await use.env.write('.env', `${oldLines}A=1\n`);
      failedWith(await replace(), { code: 'file', refusal: 'stale' }, /Reload it first\./);
      assert.equal(await use.env.read('.env'), `${oldLines}A=1\n`);
    });

    it('that VS Code does not edit', async () => {
      await use.env.write('.env', oldLines);
      const result = await replaceThrough(() => Promise.resolve('refused'));
      failedWith(result, { code: 'editRefused' }, /couldn’t edit/);
    });
  });

  it('says so where the file can’t be saved', async () => {
    const document = await use.env.open('.env', oldLines);
    await type(document, new Range(0, 0, 0, 0), '# mine\n');
    await writeFile(use.env.uri('.env').fsPath, `${oldLines}B=another program\n`);
    failedWith(
      await replace(),
      { code: 'unsavable' },
      /“the one after” was inserted into .*couldn’t be saved/,
    );
    assert.equal(document.getText(), `# mine\n${freshLines}`);
    assert.equal(await use.env.read('.env'), `${oldLines}B=another program\n`);
  });

  it('says so where the disk holds something else afterwards', async () => {
    await use.env.open('.env', oldLines);
    const changing = workspace.onWillSaveTextDocument(event => {
      event.waitUntil(Promise.resolve([TextEdit.insert(new Position(1, 18), 'x')]));
    });
    try {
      failedWith(await replace(), { code: 'differs' }, /“the one after” can’t be read back/);
    } finally {
      changing.dispose();
    }
  });

  it('has nothing to say where the new pair is in its place', () => {
    assert.equal(replacementSentence('demo/.env', { kind: 'replaced' }, keyNames), undefined);
    assert.equal(replacementSentence('demo/.env', { kind: 'alreadyThere' }, keyNames), undefined);
  });
});
