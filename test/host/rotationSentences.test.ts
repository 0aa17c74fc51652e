import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import type { Rotation } from '../../src/rotation/rotation';
import { abandonSentences } from '../../src/commands/rotation/abandonSentences';
import { filesLeftSentence, heldSentence, whyStopped } from '../../src/commands/rotation/rotationSentences';
import { type RotationChoice, askRotation } from '../../src/commands/rotation/rotationPage';
import type { RotationTarget } from '../../src/commands/rotation/rotationTargets';
import { tell } from '../../src/commands/rotation/tellOutcome';
import type { KeyUse } from '../../src/envFiles/keyUses';
import type { Replacement } from '../../src/envFiles/replacePair';
import { ApiError } from '../../src/sinch/errors';
import type { Prompts } from '../../src/ui/prompts';
import { type App, demo, openApp } from './app';

const rotation: Rotation = {
  projectId: demo.projectId,
  oldKeyId: 'demo-key-2',
  oldName: 'before',
  newName: 'after',
  newKey: { kind: 'created', keyId: 'demo-key-3' },
  begunAt: 0,
  ending: 'keep',
  step: 'retire',
  files: [],
};
const replaced = {
  uri: 'file:///demo/.env',
  oldSecret: { kind: 'known', secret: 'demo-secret-2' },
  state: 'replaced',
} as const;

describe('what is said of a rotation', () => {
  it('is right for one file and for several that have no secret', () => {
    const idOnly = (name: string) => ({ ...replaced, uri: `file:///demo/${name}`, state: 'idOnly' }) as const;
    const says = (...names: readonly string[]) => heldSentence({ ...rotation, files: names.map(idOnly) });
    assert.equal(says('a'), '/demo/a now has the new key ID. Update the secret where you keep it.');
    assert.equal(
      says('a', 'b'),
      '/demo/a and /demo/b now have the new key ID. Update the secret where you keep it.',
    );
  });

  describe('that is forgotten', () => {
    const sentences = (over: Partial<Rotation>) => abandonSentences({ ...rotation, ...over }).join(' ');
    const unmade = { newKey: { kind: 'notCreated' } } as const;

    it('is which keys there are, at every step', () => {
      const inPlace = { ending: 'deleteFirst' } as const;
      assert.match(sentences({}), /^Both keys, “before” and “after”, and the files stay as they are/);
      assert.match(
        sentences({ step: 'deleteOld' }),
        /^“before” may already be deleted\. “after” and the files stay/,
      );
      assert.match(
        sentences({ step: 'undo' }),
        /^“after” may already be deleted\. “before” and the files stay/,
      );
      assert.match(sentences({ ...unmade, step: 'create' }), /^“after” may exist without its secret/);
      assert.match(
        sentences({ ...unmade, ...inPlace, step: 'deleteFirst' }),
        /^“before” may already be deleted, and there is no new key/,
      );
      assert.match(
        sentences({ newKey: { kind: 'givenUp' }, step: 'deleteOld' }),
        /^“before” may already be deleted, and there is no new key/,
      );
      assert.match(
        sentences({ ...unmade, ...inPlace, step: 'create' }),
        /^“before” is deleted, and “after” may exist without its secret/,
      );
      assert.match(
        sentences({ ...inPlace, step: 'replace' }),
        /^“before” is deleted\. “after” and the files stay as they are/,
      );
    });

    it('is that the old secret goes with it, where nothing else keeps that', () => {
      const signIn = { projectIds: [demo.projectId], oldSecret: 'demo-secret-2' };
      const goes = /This also removes the stored secret of “before”/;
      assert.match(sentences({ files: [replaced] }), goes);
      assert.match(sentences({ signIn }), goes);
      assert.doesNotMatch(sentences({}), goes);
      assert.doesNotMatch(sentences({ signIn, step: 'prove' }), goes);
      assert.doesNotMatch(sentences({ files: [{ ...replaced, state: 'open' }] }), goes);
      assert.doesNotMatch(sentences({ files: [replaced], step: 'deleteOld' }), goes);
    });
  });

  describe('whose files could not be changed', () => {
    const unsaved = (count: number) =>
      new Map<string, Replacement>(
        Array.from({ length: count }, (_, index) => [`file:///demo/${index}/.env`, { kind: 'unsaved' }]),
      );

    it('is which key stands there, whichever way it goes', () => {
      assert.match(
        filesLeftSentence({ ...rotation, step: 'replace' }, unsaved(1)),
        /“after” was inserted into .*\.env/,
      );
      assert.match(
        filesLeftSentence({ ...rotation, step: 'undo' }, unsaved(1)),
        /“before” was inserted into .*\.env/,
      );
    });

    it('is how many more there are', () => {
      assert.doesNotMatch(filesLeftSentence(rotation, unsaved(4)), /more file/);
      assert.match(filesLeftSentence(rotation, unsaved(5)), /1 more file couldn’t/);
      assert.match(filesLeftSentence(rotation, unsaved(6)), /2 more files couldn’t/);
    });
  });

  it('is which key is gone', () => {
    const gone = new ApiError('GetAccessKey', 404, 'NOT_FOUND');
    assert.match(whyStopped(rotation, gone)?.text ?? '', /^“after” no longer exists/);
    assert.match(whyStopped({ ...rotation, step: 'undo' }, gone)?.text ?? '', /^“before” no longer exists/);
    assert.equal(whyStopped(rotation, new Error('bug')), undefined);
  });

  describe('that needs a secret nobody has', () => {
    let app: App;
    beforeEach(async () => {
      app = await openApp({ signedIn: true });
    });
    afterEach(() => app.close());

    it('is with which key the extension signs in, and what would become of it', async () => {
      const said = async (over: Partial<Rotation>) => {
        await tell(app.parts, { ...rotation, ...over }, { kind: 'secretGone' });
        const { message, labels } = app.prompts.last('warn');
        assert.deepEqual(labels, ['Sign In']);
        return message;
      };
      assert.match(
        await said({ step: 'deleteFirst' }),
        /signs in with “before”, which would be deleted before there is a new key/,
      );
      assert.match(
        await said({ step: 'undo' }),
        /signs in with “after”, which would be deleted, and the secret of “before” is not stored/,
      );
      assert.match(await said({ step: 'deleteOld' }), /signs in with “before”, and the secret of “after”/);
    });
  });
});

describe('the page of a rotation', () => {
  function target(name: string, accessKeyId: string): RotationTarget {
    const use: KeyUse = {
      uri: Uri.file(`/demo/${name}`),
      accessKeyId,
      kind: 'env',
      pairs: [],
      lines: [0],
    };
    return { use, name, description: '', risks: [] };
  }

  /** The rows it shows, of one key or of several. */
  async function rows(name: string | undefined, ...files: readonly RotationTarget[]) {
    const shown: { readonly label: string; readonly description?: string; readonly detail?: string }[] = [];
    const page: Prompts['page'] = ({ sections }) => {
      shown.push(...sections().flatMap(section => section.rows));
      return Promise.resolve(false);
    };
    const choice: RotationChoice | undefined = await askRotation(
      { prompts: { page, confirm: () => Promise.reject(new Error('Nothing is risky.')) } },
      {
        title: 'Rotate',
        action: 'Rotate',
        name,
        targets: { files, others: [], gap: undefined },
        endings: ['keep', 'deleteAfter'],
        rename: () => Promise.resolve(undefined),
      },
    );
    assert.equal(choice, undefined);
    return shown;
  }

  it('says in words which ending is chosen', async () => {
    const shown = (await rows('after')).filter(({ description }) => description?.startsWith('selected · '));
    assert.deepEqual(
      shown.map(({ label }) => label),
      ['$(circle-large-filled) Keep Until I Delete It'],
    );
  });

  it('counts a file with two keys once, and keys as many as there are', async () => {
    const files = [target('.env', 'demo-key-1'), target('.env', 'demo-key-2')];
    assert.equal(
      (await rows(undefined, ...files))[0]?.detail,
      'A new key is created and tested for each. One file is changed.',
    );
    assert.equal(
      (await rows('after'))[0]?.detail,
      'A new key is created and tested. No files are changed. Insert the secret yourself.',
    );
    assert.equal(
      (await rows('after', ...files, target('.env.local', 'demo-key-1')))[0]?.detail,
      'A new key is created and tested. 2 files are changed.',
    );
  });
});
