import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { edited, options, withKey } from './editing';

describe('editVariables in a shell script', () => {
  const shell = { shell: true };
  const words: readonly (readonly [before: string, after: string])[] = [
    ['KEY=a', 'KEY=x'],
    ['export KEY=a # b', 'export KEY=x # b'],
    ['export KEY="a b"', 'export KEY="x"'],
    ["KEY='a' # it's", "KEY='x' # it's"],
    ['KEY="$(op read demo)"', 'KEY="x"'],
    ['KEY=$OTHER', 'KEY=x'],
    ['KEY=${OTHER}', 'KEY=x'],
    ['KEY=a#b', 'KEY=x'],
    ['KEY=', 'KEY=x'],
    ['KEY=  # b', 'KEY=x  # b'],
    ['  export KEY=a', '  export KEY=x'],
    ['export KEY="a\nb"', 'export KEY=x'],
    ['export KEY', 'export KEY=x'],
  ];
  for (const [before, after] of words) {
    it(`replaces the word in ${JSON.stringify(before)}`, async () => {
      assert.equal(await withKey(`${before}\nA=1\n`, 'x', shell), `${after}\nA=1\n`);
    });
  }

  const code = [
    'KEY=old; export KEY',
    'export KEY=a OTHER=b DATABASE_URL=c',
    'export KEY="a" OTHER="b"',
    'export KEY="a"; echo',
    'KEY=a && export KEY',
    'KEY=a command',
    'KEY= command',
    'KEY=$(op read demo)',
    'KEY=`op read demo`',
    'KEY="$(op read "demo")"',
    'KEY=${OTHER:-a b}',
    'KEY=(a b)',
    'KEY=a\\ b',
    'KEY="a"b',
    'KEY="a"#b',
    'KEY=#b',
    'KEY = a',
    'KEY =a',
    'KEY: a',
  ];
  for (const line of code) {
    it(`refuses to change ${JSON.stringify(line)}, which does more than give the variable a word`, async () => {
      const refused = { ok: false, reason: 'shellCode', name: 'KEY', line: 1 };
      assert.deepEqual(await editVariables(`A=1\n${line}\n`, [['KEY', 'x']], options(shell)), refused);
    });
  }

  it('leaves such lines of other variables alone, and overridden ones of the same', async () => {
    const text = 'export A=1 B=2\nA=3; export A\nexport KEY=old OTHER=1\n';
    const { text: after, variables } = await edited(`${text}KEY=a\n`, [['KEY', 'x']], shell);
    assert.equal(after, `${text}KEY=x\n`);
    assert.deepEqual(variables[0]?.duplicates, [], 'what stands between may heed them');
  });

  it('takes a bare name for the command it is', async () => {
    assert.equal(await withKey('KEY\nA=1\n', 'x', shell), 'KEY\nA=1\nexport KEY=x\n');
  });

  it('changes nothing in a branch, and puts a line that always runs at the end', async () => {
    const branch = 'if true; then\n  export A=1\n  # KEY=\nfi\n';
    const wanted = ['A', 'KEY'].map(name => [name, 'x'] as const);
    const { text, variables } = await edited(branch, wanted, shell);
    assert.equal(text, `${branch}export A=x\nexport KEY=x\n`);
    assert.deepEqual(
      variables.map(({ inBranch }) => inBranch),
      [1, undefined],
    );
    assert.equal((await edited('A=1\nB=1\n', wanted, shell)).text, 'A=x\nexport KEY=x\nB=1\n');
    assert.equal(
      (await edited('# KEY=\nB=1\n', wanted, shell)).text,
      '# KEY=\nexport KEY=x\nexport A=x\nB=1\n',
    );
  });

  const setters = [
    ...['if [ -z "$S" ]; then export KEY=b; fi', 'case $S in p) export KEY=b;; esac', '{ export KEY=b; }'],
    ...[`eval "export KEY='b'"`, 'export A=1 KEY=$(echo b)', 'B=$(x) KEY+=b', 'read -r KEY', 'unset A KEY'],
    ...['dotenv .env.local', 'dotenv_if_exists', 'source_env ..', '. ./other.sh'],
    ...[
      'printf -v KEY b',
      'export -n KEY',
      'unset "${!KE@}"',
      'mapfile KEY',
      'for KEY in b; do :; done',
      'declare -u KEY',
    ],
  ];
  for (const line of setters) {
    it(`says that ${JSON.stringify(line)} may set the variable too`, async () => {
      const { text, variables } = await edited(`export KEY=a\n${line}\n`, [['KEY', 'x']], shell);
      assert.equal(text, `export KEY=x\n${line}\n`);
      assert.equal(variables[0]?.inBranch, 1);
    });
  }

  it('says so of a branch of several lines below', async () => {
    const branch = 'if true; then\n  export KEY=b\nfi\n';
    const { text, variables } = await edited(`export KEY=a\n${branch}`, [['KEY', 'x']], shell);
    assert.equal(text, `export KEY=x\n${branch}`);
    assert.deepEqual([variables[0]?.line, variables[0]?.inBranch], [0, 2]);
  });

  it('says so of no line that takes variables from another file above', async () => {
    const { variables } = await edited('dotenv .env.local\nexport KEY=a\n', [['KEY', 'x']], shell);
    assert.equal(variables[0]?.inBranch, undefined);
  });

  it('says so of no line that only uses it, or has it in a longer name or a comment', async () => {
    const lines = ['echo $KEY=b', 'A=${KEY=b}', 'MY_KEY=b', 'KEY_ID=b', '# KEY=b', 'env_vars_required KEY'];
    const { variables } = await edited(`export KEY=a\n${lines.join('\n')}\n`, [['KEY', 'x']], shell);
    assert.equal(variables[0]?.inBranch, undefined);
  });

  for (const line of ['KEY=a\\', 'KEY="open', 'if true; then', 'cat <<EOF']) {
    it(`adds no line behind ${JSON.stringify(line)}, where it may not run`, async () => {
      const refused = { ok: false, reason: 'scriptEnd', name: 'KEY' };
      assert.deepEqual(await editVariables(`A=1\n${line}\n`, [['KEY', 'x']], options(shell)), refused);
    });
  }

  it('leaves a value in a pipeline, which its variable does not keep', async () => {
    assert.equal(await withKey('KEY=a|b\n', 'x', shell), 'KEY=a|b\nexport KEY=x\n');
  });
});
