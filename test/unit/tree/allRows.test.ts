import assert from 'node:assert/strict';
import { type CrowdedTree, openCrowdedTree } from '../../fakes/crowdedTree';

const projectCount = 30;

/** Runs `task`. @returns how many formatters and collators it made, and how often it compared texts without one. */
async function countFormatters(task: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const made: Record<string, number> = {};
  const count = (name: string) => {
    made[name] = (made[name] ?? 0) + 1;
  };
  const before = { ...Object.getOwnPropertyDescriptors(Intl) };
  const localeCompare = Object.getOwnPropertyDescriptor(String.prototype, 'localeCompare');
  assert.ok(localeCompare);
  for (const name of ['Collator', 'DateTimeFormat', 'RelativeTimeFormat'] as const) {
    Object.defineProperty(Intl, name, {
      ...before[name],
      value: new Proxy(Intl[name], {
        construct: (target, args, newTarget) => {
          count(name);
          return Reflect.construct(target, args, newTarget) as object;
        },
      }),
    });
  }
  Object.defineProperty(String.prototype, 'localeCompare', {
    ...localeCompare,
    value(this: string, ...args: [string]) {
      count('localeCompare');
      return Reflect.apply(localeCompare.value as typeof this.localeCompare, this, args);
    },
  });
  try {
    await task();
  } finally {
    Object.defineProperties(Intl, before);
    Object.defineProperty(String.prototype, 'localeCompare', localeCompare);
  }
  return made;
}

/** @returns for each project, the turn of the event loop in which its rows were there */
async function turnsOf({ parts: { tree } }: CrowdedTree): Promise<readonly number[]> {
  let turn = 0;
  let timer = setImmediate(look);
  function look(): void {
    turn += 1;
    timer = setImmediate(look);
  }
  const projects = await tree.getChildren();
  const turns = await Promise.all(
    projects.map(async project => {
      await tree.getChildren(project);
      return turn;
    }),
  );
  clearImmediate(timer);
  return turns;
}

describe('all rows of a tree of thirty projects, asked for at once', () => {
  let crowd: CrowdedTree;
  beforeEach(async () => {
    crowd = await openCrowdedTree(projectCount);
  });
  afterEach(() => {
    crowd.dispose();
  });

  it('take one look at each list in SecretStorage, and one at each credential', async () => {
    await crowd.acceptKeys();
    const rows = await crowd.allRows();
    assert.equal(rows.length, projectCount * 11);
    assert.deepEqual(crowd.calls, { keys: 3, get: projectCount });
  });

  it('are sorted and put into words with what was made once', async () => {
    const made = await countFormatters(async () => {
      crowd.dispose();
      crowd = await openCrowdedTree(projectCount);
      await crowd.acceptKeys();
      await crowd.allRows();
    });
    assert.deepEqual(made, { Collator: 1, RelativeTimeFormat: 2 });
  });

  it('come one project at a time, so that the extension host can do other work between', async () => {
    await crowd.acceptKeys();
    const turns = await turnsOf(crowd);
    assert.deepEqual(turns, [...new Set(turns)]);
  });

  it('have no tooltip yet: it is made when a person points at one', async () => {
    await crowd.acceptKeys();
    const { tree } = crowd.parts;
    const [project] = await tree.getChildren();
    const [row] = await tree.getChildren(project);
    assert.equal(row?.kind, 'key');
    for (const node of [project, row]) assert.equal(node && tree.getTreeItem(node).tooltip, undefined);
  });

  it('show a secret that is stored while they are being read, once they are asked for again', async () => {
    await crowd.acceptKeys();
    const { tree, pendingSecrets } = crowd.parts;
    const [project] = await tree.getChildren();
    assert.ok(project);
    const key = { projectId: project.projectId, accessKeyId: 'new', displayName: 'new' };
    const redrawn = new Promise<readonly string[]>(resolve => {
      tree.onDidChangeTreeData(() => {
        resolve(tree.getChildren(project).then(rows => rows.map(({ kind }) => kind)));
      });
    });
    const drawn = tree.getChildren(project);
    await pendingSecrets.keep({ ...key, secret: 'demo-secret' });
    assert.ok((await redrawn).includes('pendingSecret'));
    await drawn;
  });

  it('are ready when VS Code is told that they changed: a click on a row in between arrives without the row', async () => {
    await crowd.acceptKeys();
    await crowd.allRows();
    const { tree, pendingSecrets } = crowd.parts;
    const [project] = await tree.getChildren();
    assert.ok(project);
    const redrawn = new Promise<readonly string[]>((resolve, reject) => {
      tree.onDidChangeTreeData(() => {
        const before = { ...crowd.calls };
        const rows = tree.getChildren(project).then(rows => {
          assert.deepEqual(crowd.calls, before);
          return rows.map(({ kind }) => kind);
        });
        rows.then(resolve, reject);
      });
    });
    const key = { projectId: project.projectId, accessKeyId: 'new', displayName: 'new' };
    await pendingSecrets.keep({ ...key, secret: 'demo-secret' });
    assert.ok((await redrawn).includes('pendingSecret'));
  });

  it('are read twice at most for changes that come together', async () => {
    await crowd.acceptKeys();
    await crowd.allRows();
    const { tree, keys } = crowd.parts;
    const [project] = await tree.getChildren();
    assert.ok(project);
    const before = crowd.calls.keys;
    let told = 0;
    const twice = new Promise<void>(resolve => {
      tree.onDidChangeTreeData(() => {
        told += 1;
        if (told === 2) resolve();
      });
    });
    const state = keys.peek(project.projectId);
    assert.ok(state.status === 'loaded');
    for (let change = 1; change <= 5; change++) keys.accept(project.projectId, state.keys);
    await new Promise(setImmediate);
    for (let change = 1; change <= 5; change++) keys.accept(project.projectId, state.keys);
    await twice;
    // Three lists a reading, and one for each change by what looks for rotations that are over.
    assert.equal(crowd.calls.keys - before, 2 * 3 + 10);
  });
});
