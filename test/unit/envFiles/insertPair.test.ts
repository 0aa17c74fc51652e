import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { NamesCandidate } from '../../../src/dotenv/names';
import { programsOf } from '../../../src/dotenv/readers/all';
import type { GitStatus } from '../../../src/envFiles/gitStatus';
import type { IgnoreOutcome } from '../../../src/envFiles/ignoreLine';
import { type InsertionResult, insertPair } from '../../../src/envFiles/insertPair';
import type { Decision, InsertQuestions } from '../../../src/envFiles/insertQuestions';
import { Insertions } from '../../../src/envFiles/insertions';
import { RecentFiles } from '../../../src/envFiles/recentFiles';
import { fileUri, MemoryEditor } from '../../fakes/memoryEditor';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemoryMemento } from '../../fakes/memoryMemento';

const pair = { projectId: 'demo-project', keyId: 'demo-key', keySecret: 'demo-secret' };
const lines = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key\nSINCH_KEY_SECRET=demo-secret\n';
const oldLines = lines.replaceAll('demo-', 'old-');
const uri = fileUri('/demo/.env');

/** What a scripted user answers; what is not scripted must not be asked. */
interface Answers {
  readonly decisions?: readonly (Decision | 'show' | undefined)[];
  readonly changes?: readonly boolean[];
  readonly file?: string;
  readonly keyId?: string;
  readonly blank?: boolean;
}

describe('insertPair', () => {
  let editor: MemoryEditor;
  let insertions: Insertions;
  let recent: RecentFiles;
  let asked: string[];
  let events: string[];
  let git: Omit<GitStatus, 'root'> | undefined;
  let ignoreOutcome: IgnoreOutcome;
  let functions: boolean;
  beforeEach(() => {
    editor = new MemoryEditor();
    insertions = new Insertions({ files: editor, gitStatus: statusNow }, new MemoryLog());
    recent = new RecentFiles(new MemoryMemento());
    [asked, events, git, ignoreOutcome, functions] = [[], [], undefined, 'ignored', false];
  });
  afterEach(() => {
    insertions.dispose();
  });

  const statusNow = (): Promise<GitStatus | undefined> =>
    Promise.resolve(git && { ...git, root: fileUri('/demo') });

  function questions(answers: Answers): InsertQuestions {
    const decisions = [...(answers.decisions ?? [])];
    const changes = [...(answers.changes ?? [])];
    return {
      chooseFile() {
        asked.push('file');
        return Promise.resolve(answers.file === undefined ? undefined : fileUri(answers.file));
      },
      chooseNames(_, candidates) {
        asked.push(candidates.map(({ keyId }) => keyId).join());
        const isMeant = ({ keyId }: NamesCandidate): boolean => keyId === answers.keyId;
        return Promise.resolve(candidates.find(isMeant));
      },
      confirmBlankSecret() {
        asked.push('blank');
        return Promise.resolve(answers.blank === true);
      },
      decideOnFindings(_, findings, { again, canShow }) {
        const codes = findings.map(({ code }) => code).join();
        asked.push([codes, ...(again ? ['again'] : []), ...(canShow ? ['show'] : [])].join(' '));
        assert.ok(decisions.length > 0, `asked about ${codes}`);
        return Promise.resolve(decisions.shift());
      },
      whileGitIsAsked: (_, status) => status,
      confirmChange() {
        asked.push('change');
        assert.ok(changes.length > 0, 'the change was shown');
        return Promise.resolve(changes.shift() === true);
      },
    };
  }

  function insert(
    answers: Answers = {},
    {
      save = true,
      preview = false,
      name = '',
      to = uri,
      secret = pair.keySecret,
      asking = questions(answers),
    }: {
      readonly save?: boolean;
      readonly preview?: boolean;
      readonly name?: string;
      readonly to?: Uri;
      readonly secret?: string;
      readonly asking?: InsertQuestions;
    } = {},
  ): Promise<InsertionResult> {
    const parts = {
      files: editor,
      insertions,
      recent,
      settings: () => ({ save, preview, names: { projectId: '', keyId: name, keySecret: '' } }),
      gitStatus: statusNow,
      programsFor: () => Promise.resolve(programsOf([])),
      ignoreFileFor: () => Promise.resolve(fileUri('/demo/.gitignore')),
      addIgnoreLine: () => {
        asked.push('ignore');
        if (ignoreOutcome === 'ignored') git = { ignored: true, tracked: false };
        return Promise.resolve(ignoreOutcome);
      },
      belongsToFunctions: () => Promise.resolve(functions),
    };
    const onDisk = (): void => {
      events.push('on disk');
    };
    return insertPair(parts, asking, to, { pair: { ...pair, keySecret: secret }, onDisk });
  }

  /** Nothing is changed: the file holds `text`, and nobody was told that it holds the secret. */
  function isUnchanged(text: string): void {
    assert.deepEqual(editor.get(uri.path), { text, onDisk: text });
    assert.deepEqual([events, recent.all()], [[], []]);
  }

  function appliedWith(result: InsertionResult, outcome: string): void {
    assert.equal(result.kind, 'applied');
    assert.equal(result.outcome, outcome);
  }

  it('asks nothing where there is nothing to decide', async () => {
    editor.put(uri.path, 'A=1\n');
    appliedWith(await insert(), 'saved');
    assert.equal(editor.get(uri.path)?.onDisk, `A=1\n${lines}`);
    assert.deepEqual([asked, events, recent.all()], [[], ['on disk'], [uri.toString()]]);
  });

  it('makes a file that is not there', async () => {
    appliedWith(await insert(), 'saved');
    assert.equal(editor.get(uri.path)?.onDisk, lines);
  });

  it('asks before values are replaced', async () => {
    editor.put(uri.path, oldLines);
    assert.deepEqual(await insert({ decisions: [undefined] }), { kind: 'cancelled' });
    isUnchanged(oldLines);
    appliedWith(await insert({ decisions: ['insert'] }), 'saved');
    assert.deepEqual(asked, ['overwrites show', 'overwrites show']);
    assert.equal(editor.get(uri.path)?.onDisk, lines);
  });

  it('takes a change that was shown for agreed where it is the only answer', async () => {
    editor.put(uri.path, oldLines);
    assert.deepEqual(await insert({ decisions: ['show'], changes: [false] }), { kind: 'cancelled' });
    isUnchanged(oldLines);
    appliedWith(await insert({ decisions: ['show'], changes: [true] }), 'saved');
    assert.deepEqual(asked, ['overwrites show', 'change', 'overwrites show', 'change']);
  });

  it('asks again after the change was shown where Git is still to be decided on', async () => {
    git = { ignored: false, tracked: false };
    appliedWith(await insert({ decisions: ['show', 'addIgnoreLine'], changes: [true] }), 'saved');
    assert.deepEqual(asked, ['notIgnored show', 'change', 'notIgnored', 'ignore']);
  });

  it('shows the change last where the settings say so, and asks about nothing that is seen there', async () => {
    editor.put(uri.path, oldLines);
    git = { ignored: false, tracked: true };
    const preview = { preview: true };
    assert.deepEqual(await insert({ decisions: ['insert'], changes: [false] }, preview), {
      kind: 'cancelled',
    });
    assert.deepEqual(asked, ['tracked', 'change']);
    isUnchanged(oldLines);
    git = { ignored: true, tracked: false };
    appliedWith(await insert({ changes: [true] }, preview), 'saved');
    assert.deepEqual(asked, ['tracked', 'change', 'change']);
  });

  it('inserts nothing where Git can’t be made to ignore the file', async () => {
    editor.put(uri.path, '');
    git = { ignored: false, tracked: false };
    ignoreOutcome = 'stillPublished';
    const result = await insert({ decisions: ['addIgnoreLine'] });
    assert.equal(result.kind, 'notIgnored');
    assert.equal(result.outcome, 'stillPublished');
    isUnchanged('');
  });

  it('goes to another file where the user wants that', async () => {
    editor.put(uri.path, '');
    git = { ignored: true, tracked: undefined };
    assert.deepEqual(await insert({ decisions: ['elsewhere'] }), { kind: 'cancelled' });
    const result = await insert({ decisions: ['elsewhere', 'insert'], file: '/demo/.env.local' });
    appliedWith(result, 'saved');
    isUnchangedFile('');
    assert.equal(editor.get('/demo/.env.local')?.onDisk, lines);
    assert.deepEqual(recent.all(), ['file:///demo/.env.local']);
  });

  function isUnchangedFile(text: string): void {
    assert.deepEqual(editor.get(uri.path), { text, onDisk: text });
  }

  it('asks which variables are meant where there are several', async () => {
    const two = `${oldLines}${oldLines.replace(/^/gm, 'PROD_').replace(/PROD_$/, '')}`;
    editor.put(uri.path, two);
    assert.deepEqual(await insert({ keyId: 'none' }), { kind: 'cancelled' });
    isUnchanged(two);
    appliedWith(await insert({ keyId: 'PROD_SINCH_KEY_ID', decisions: ['insert'] }), 'saved');
    assert.match(
      editor.get(uri.path)?.onDisk ?? '',
      /^SINCH_KEY_ID=old-key\n(.*\n)*PROD_SINCH_KEY_ID=demo-key$/m,
    );
  });

  it('leaves the secret of Sinch Functions blank where the user agrees, and never says that the disk holds it', async () => {
    functions = true;
    const text = 'PROJECT_ID=\nPROJECT_ID_API_KEY=\nPROJECT_ID_API_SECRET=\n';
    editor.put(uri.path, text);
    assert.deepEqual(await insert(), { kind: 'cancelled' });
    isUnchanged(text);
    const result = await insert({ blank: true });
    appliedWith(result, 'saved');
    assert.ok(result.kind === 'applied' && !result.plan.writesSecret);
    assert.doesNotMatch(editor.get(uri.path)?.onDisk ?? '', /demo-secret/);
    assert.deepEqual(events, []);
  });

  it('says which name of the settings can’t be used', async () => {
    assert.deepEqual(await insert({}, { name: 'NOT A NAME' }), {
      kind: 'namesUnusable',
      problem: 'invalid',
      name: 'NOT A NAME',
    });
  });

  it('says why a file is refused', async () => {
    editor.refused.set(uri.path, 'readOnly');
    const result = await insert();
    assert.ok(result.kind === 'refused');
    assert.deepEqual(result.why, { code: 'file', refusal: 'readOnly' });
    const template = await insert({}, { to: fileUri('/demo/.env.example') });
    assert.ok(template.kind === 'refused');
    assert.deepEqual(template.why, { code: 'file', refusal: 'template' });
    editor.refused.clear();
    editor.put(uri.path, '<<<<<<< mine\n');
    const conflict = await insert();
    assert.ok(conflict.kind === 'refused');
    assert.deepEqual(conflict.why, { code: 'conflictMarkers', line: 0 });
    isUnchanged('<<<<<<< mine\n');
  });

  it('refuses a secret with a line break or another control character, whatever the file', async () => {
    editor.put(uri.path, 'A=1\n');
    for (const keySecret of [
      'demo\nEVIL=1',
      'demo\rsecret',
      'demo\u001b[2K',
      'demo\u2028secret',
      'demo\u0000',
    ]) {
      const result = await insert({}, { secret: keySecret });
      assert.ok(result.kind === 'refused');
      assert.deepEqual(result.why, { code: 'controlCharacter', name: 'SINCH_KEY_SECRET' });
      isUnchanged('A=1\n');
    }
  });

  it('looks at a file again that changed meanwhile, and gives up where it keeps changing', async () => {
    editor.put(uri.path, oldLines);
    let reads = 0;
    editor.onRead = () => {
      reads += 1;
      if (reads === 2) editor.put(uri.path, `${oldLines}A=1\n`);
    };
    appliedWith(await insert({ decisions: ['insert', 'insert'] }), 'saved');
    assert.deepEqual(asked, ['overwrites show', 'overwrites again show']);
    editor.onRead = () => {
      reads += 1;
      editor.put(uri.path, `A=${reads}\n`);
    };
    assert.deepEqual((await insert()).kind, 'changing');
  });

  describe('asks again where, while it asked,', () => {
    const stale: readonly (readonly [what: string, finding: string, change: () => void])[] = [
      [
        'the file became a link to the outside',
        'leadsOutside',
        () =>
          editor.places.set(uri.path, { real: fileUri('/home/.profile'), isLink: true, leadsOutside: true }),
      ],
      ['Git began to track it', 'tracked', () => (git = { ignored: false, tracked: true })],
      ['its folder became a repository', 'notIgnored', () => (git = { ignored: false, tracked: false })],
      [
        'the settings began to have copies of it kept',
        'localHistory',
        () => editor.places.set(uri.path, { isInHistory: true }),
      ],
      ['Git can’t be asked any more', 'perhapsTracked', () => (git = { ignored: true, tracked: undefined })],
    ];
    for (const [what, finding, change] of stale) {
      it(what, async () => {
        editor.put(uri.path, oldLines);
        const scripted = questions({ decisions: ['insert', undefined] });
        const result = await insert(
          {},
          {
            asking: {
              ...scripted,
              decideOnFindings(...about) {
                if (asked.length === 0) change();
                return scripted.decideOnFindings(...about);
              },
            },
          },
        );
        assert.deepEqual(result, { kind: 'cancelled' });
        assert.deepEqual(asked, ['overwrites show', `${finding},overwrites again show`]);
        isUnchanged(oldLines);
      });
    }

    it('a link began to lead the place of a file that is yet to be made elsewhere', async () => {
      git = { ignored: true, tracked: undefined };
      const scripted = questions({ decisions: ['insert', undefined] });
      const result = await insert(
        {},
        {
          asking: {
            ...scripted,
            decideOnFindings(...about) {
              editor.places.set(uri.path, { real: fileUri('/home/.env'), leadsOutside: true });
              return scripted.decideOnFindings(...about);
            },
          },
        },
      );
      assert.deepEqual(result, { kind: 'cancelled' });
      assert.deepEqual(asked, ['perhapsTracked show', 'perhapsTracked,leadsOutside again show']);
      assert.equal(editor.get(uri.path), undefined);
    });
  });

  it('shows that Git is asked, before a question and before the write, and stops where the user gives up', async () => {
    for (const patience of [0, 1, 2]) {
      editor.put(uri.path, oldLines);
      [asked, events] = [[], []];
      const scripted = questions({ decisions: ['insert'] });
      const asking: InsertQuestions = {
        ...scripted,
        whileGitIsAsked: (file, status) => {
          asked.push(`Git about ${file.path}`);
          const isOver = asked.filter(question => question.startsWith('Git')).length > patience;
          return isOver ? Promise.reject(new DOMException('Given up', 'AbortError')) : status;
        },
      };
      const inserting = insert({}, { asking });
      if (patience < 2) {
        await assert.rejects(inserting, { name: 'AbortError' });
        isUnchanged(oldLines);
      } else {
        appliedWith(await inserting, 'saved');
        assert.equal(editor.get(uri.path)?.onDisk, lines);
      }
      const all = ['Git about /demo/.env', 'overwrites show', 'Git about /demo/.env'];
      assert.deepEqual(asked, patience === 0 ? all.slice(0, 1) : all);
    }
  });

  it('takes into the list of recent files those alone that were edited', async () => {
    editor.put(uri.path, '');
    editor.trouble = 'noEdit';
    appliedWith(await insert(), 'refused');
    isUnchanged('');
    editor.trouble = 'noSave';
    appliedWith(await insert(), 'unsavable');
    assert.deepEqual([events, recent.all()], [[], [uri.toString()]]);
  });

  it('leaves saving to the user where the settings say so', async () => {
    editor.put(uri.path, '');
    appliedWith(await insert({}, { save: false }), 'unsaved');
    assert.deepEqual([events, editor.counts.saves], [[], 0]);
  });
});
