import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { scan } from '../../../src/dotenv/scan';
import { runsAlways } from '../../../src/dotenv/shellStructure';

/** The names of the variables `V0`, `V1`… whose assignments run always; `end` where the end of the text does. */
function always(text: string): readonly string[] {
  const { pieces, end } = runsAlways(scan(text));
  const keys = [...pieces].flatMap(piece => (piece.kind === 'assignment' ? piece.key : []));
  return [...keys.filter(key => /^V\d+$/.test(key)), ...(end ? ['end'] : [])];
}

/**
 * Of each text that bash can read, which variables it sets in every one of a script's runs, which differ in whether its command `maybe` succeeds.
 * What a line at the end would set is `end`.
 */
function setInBash(texts: readonly string[]): readonly (readonly string[] | undefined)[] {
  const script = `
    run() { eval "$1"; }
    number=0
    for text in "$@"; do
      for answer in 0 1; do
        bash -n -c "$text" && (
          maybe() { return $answer; }
          trap 'echo "$number:$answer" "\${!V*}" >&9' EXIT
          run "$text"
        )
      done
      number=$((number + 1))
    done 9>&1 >/dev/null 2>&1 </dev/null`;
  const withEnd = texts.map(text => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}V99=1\n`);
  const env = { PATH: process.env['PATH'] };
  const { stdout } = spawnSync('bash', ['--norc', '-c', script, 'bash', ...withEnd], {
    env,
    encoding: 'utf8',
  });
  const runs = new Map(stdout.split('\n').map(line => [line.split(' ')[0], line.split(' ').slice(1)]));
  return texts.map((_, index) => {
    const [first, second] = [0, 1].map(answer => runs.get(`${String(index)}:${String(answer)}`));
    const names = first?.filter(name => second?.includes(name) && name !== '');
    return names?.map(name => (name === 'V99' ? 'end' : name));
  });
}

/** Scripts whose lines all run always, but for those that set a variable from `V5` on. */
const scripts = [
  '',
  'export V0=a\nV1="b c" # note\n\nexport V2=d',
  'V0=a\nif maybe; then\nexport V5=b\nelse\nV6=c\nfi\nV1=d\n',
  'if maybe; then V5=a; fi\nV0=b\n',
  'case $X in\na) V5=a ;;\n(b|c) V6=b;;\nesac\nV0=c\n',
  'for i in if then; do\nV5=a\nbreak\ndone\nV0=b\n'.replace('V5=a\nbreak', 'maybe && break\nV5=a'),
  'for ((i=0; i<0; i++)); do\nV5=a\ndone\nV0=b\n',
  'while maybe; do\nV5=a\nbreak\ndone\nuntil true; do\nV6=a\ndone\nV0=b\n',
  'select x in a b; do\nV5=a\nbreak\ndone\nV0=b\n',
  'f() {\nexport V5=a\n}\nfunction g {\nV6=b\n}\nfunction h()\n{\nV7=b\nreturn\n}\nV0=c\n',
  'f() if maybe; then return; fi\nV0=c\n',
  '(\nV5=a\n)\nV0=b\n',
  'X=$(\nV5=a\nexit\n)\nV0=b\n',
  "export PEM=$(cat <<'EOF'\nV5=inside\nEOF\n)\nV0=a\n",
  'cat <<EOF\nV5=a\n"open\nEOF\ncat <<-"E F"\n\tV6=b\n\tE F\nV0=c\n',
  'cat <<EOF\nV5=a \\\nEOF\nV6=b\nEOF\nV0=c\n',
  'cat <<EOF\n$X ${Y} \\$(fi) \\` $5\nEOF\nV0=a\n',
  "cat <<'EOF'\n$(fi) ${X\nEOF\nV0=a\n",
  'cat <<A <<B\nV5=a\nA\nV6=b\nB\nV0=c\n',
  'cat <<< "V5=a"\nV0=$((1 << 2))\n(( 2 << 1 ))\nV1=b\n',
  "echo 'a\nV5=b\n'\nV0=c\n",
  'echo "a\nV5=b $(echo "c\nV6=d")\n"\nV0=e\n',
  'echo `echo "\nV5=a\n"`\nV0=b\n',
  "echo ${X:-a\nV5=b\n'}'}\nV0=c\n",
  'echo "${X:-\'it}s\'}"\nV0=a\n',
  'echo \\\nV5=a\nV0=b\n',
  'maybe && \\\nV5=a\nV0=b\n',
  'maybe &&\nV5=a\nV0=b\n',
  'maybe ||\n\n# note\nV5=a\nV0=b\n',
  'echo |\nV5=a\nV0=b\n',
  'A=(\nV5=a\n)\nV0=b\n',
  'V0=a; export V0\n',
  'echo $# ${#X} a#b # it\'s "fine\nV0=a\n',
  '[[ a < b && ( c > d ) ]] && echo\nV0=a\n',
  '[[ "ab" =~ ^(a|b)+$ ]]\nV0=a\n',
  "X=$'it\\'s'\nV0=a\n",
  'echo {a,b} {} done if\nV0=a\n',
  'if maybe; then if maybe; then :; fi fi\nV0=a\n',
  '{ { echo; } }\nV0=a\n',
  'exec 3>/dev/null\nV0=a\n',
  'cat <(echo a)\nV0=a\n',
  'echo &> /dev/null 2>&1\nV0=a\n',
  'case "$X" in "a") ;; "b"|"c") ;; esac\nA=("a" $X)\nfor i in "a"; do :; done\nV0=a\n',
  '("exit")\n>"/dev/null" true\n/bin/tr"ue"\nV0=a\n',
  'time true\n! true\nV0=a\n',
];

/** Scripts that have an end before the variables from `V5` on. */
const ended = [
  'V0=a\nreturn\nexport V5=b\n',
  'V0=a\nexit 1\nV5=b\n',
  'V0=a\nmaybe || return\nV5=b\n',
  'V0=a\nif maybe; then exit; fi\nV5=b\n',
  'V0=a\n{ return; }\nV5=b\n',
  'V0=a\nA=1 B="2" C=$(echo) return\nV5=b\n',
  'V0=a\ncommand exit\nV5=b\n',
  'V0=a\nf() { exit; }\nf\nV5=b\n',
  'V0=a\nfor ((;;)) do exit; done\nV5=b\n',
  'V0=a\ncat <<EOF\nV5=b\n',
  "V0=a\necho '\nV5=b\n",
  'V0=a\n"exit"\nV5=b\n',
  'V0=a\nex\\it\nV5=b\n',
  'V0=a\n`echo exit`\nV5=b\n',
  'V0=a\nX=1 $(echo return)\nV5=b\n',
  'V0=a\necho `\ncat <<A\n$(fi)\nA\n`\nV5=b\n',
  'V0=a\nV5=b\\',
  'V0=a\necho \\\n',
  'V0=a\necho <<EOF\n$(fi)\nEOF\nV5=b\n',
  'V0=a\necho <<EOF\n${X:-\nEOF\nV5=b\n',
  'V0=a\nmaybe && \\\n\\\n',
  'V0=a\nmaybe &&',
  'V0=a\nV5=b |\n',
];

describe('runsAlways', () => {
  for (const text of scripts) {
    it(`knows what runs always in ${JSON.stringify(text)}`, () => {
      const expected = [
        ...[0, 1, 2].map(at => `V${String(at)}`).filter(name => text.includes(`${name}=`)),
        'end',
      ];
      assert.deepEqual(always(text), expected);
    });
  }

  for (const text of ended) {
    it(`takes nothing for granted below the end in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(always(text), ['V0']);
    });
  }

  it('takes nothing for granted that is left to another shell, or that bash can’t read', () => {
    const others = [
      'exec true\nV5=a\n',
      '>/dev/null return\nV5=a\n',
      'V5=a | cat\n',
      'V5=a &\n',
      'fi\nV5=a\n',
      ')\nV5=a\n',
      ';;\nfi\nV5=a\n',
      '\uFEFFV5=a\n',
    ];
    for (const text of others) assert.ok(!always(text).includes('V5'), text);
    assert.deepEqual(always('if true; then\r\nV5=a\r\nfi\r\n'), [], 'bash takes a CR for a part of a word');
    assert.deepEqual(always('V5=a\rV6=b\n'), ['end'], 'and for no end of a line');
  });

  it('agrees with bash', () => {
    const readable = scripts.filter(text => !text.includes('select'));
    const inBash = setInBash(readable);
    readable.forEach((text, index) => {
      assert.deepEqual(always(text), inBash[index], text);
    });
    const endedInBash = setInBash(ended);
    ended.forEach((text, index) => {
      assert.deepEqual(endedInBash[index]?.slice(0, 1) ?? ['V0'], ['V0'], text);
    });
  });

  const commands = [
    ...[
      'V#=a',
      'export V#=a',
      'V#="b" # c',
      'V#=a; export V#',
      'maybe && V#=a',
      ' V#=a',
      'V#=a | cat',
      'V#=a &',
    ],
    ...[
      'echo \\',
      'true &&',
      'maybe ||',
      '# note "',
      '',
      'f',
      'X=$(( 1 << 2 ))',
      '[[ a < b ]]',
      'echo \')\' "}"',
    ],
    ...[
      'return',
      'exit',
      'maybe || return',
      'maybe && exit',
      'exec 3>&1',
      'echo ${X:-}}',
      'echo fi; echo done',
      '((',
    ],
  ];
  const blocks: readonly (readonly [open: string, close: string])[] = [
    ['if maybe; then', 'fi'],
    ['if true; then V#=a', 'else V#=b; fi'],
    ['for i in 1 2; do', 'done'],
    ['while maybe; do break', 'done | cat'],
    ['case $X in\na) V#=a ;;\n*)', ';; esac'],
    ['{', '}'],
    ['(', ')'],
    // It never calls itself, which would crash bash.
    ['f() {\nunset -f f', '}'],
    ['function g', '{ :; }'],
    ['X=$(', ')'],
    ['cat <<EOF', 'EOF'],
    ["cat <<-'E F'", '\tE F'],
    ['echo "', '"'],
    ["echo '", "'"],
    ['echo `', '`'],
    ['echo ${X:-', '}'],
    ['A=(', ')'],
    ['', '} > /dev/null'],
  ];
  const { script } = fc.letrec<{ script: string; statement: string }>(tie => ({
    statement: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: fc.constantFrom(...commands) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...blocks), tie('script'))
          .map(([[open, close], body]) => `${open}\n${body}\n${close}`),
      },
    ),
    script: fc
      .array(tie('statement'), { minLength: 1, maxLength: 4 })
      .map(statements => statements.join('\n')),
  }));
  const numbered = script.map(text => {
    let count = 0;
    return text.replaceAll(/^.*V#.*$/gm, line => line.replaceAll('V#', `V${String(count++)}`));
  });

  it('takes nothing for granted that bash leaves out in some run', () => {
    const isSound = (texts: readonly string[]): void => {
      const inBash = setInBash(texts);
      assert.ok(inBash.filter(each => each !== undefined).length > 10, 'bash can read some of them');
      texts.forEach((text, index) => {
        const missing = always(text).filter(name => inBash[index] && !inBash[index].includes(name));
        assert.deepEqual(missing, [], text);
      });
    };
    fc.assert(fc.property(fc.array(numbered, { minLength: 50, maxLength: 50 }), isSound), {
      numRuns: 5,
      endOnFailure: true,
    });
  });

  it('takes linear time', () => {
    const times = ['("', '$(', '"${', 'if ', '<<A\n', '`\\`', '(( ', "V0='a'\n"].map(part => {
      const pieces = scan(part.repeat(50_000));
      const start = process.cpuUsage().user;
      runsAlways(pieces);
      return (process.cpuUsage().user - start) / 1000;
    });
    assert.ok(Math.max(...times) < 1_500, String(times));
  });
});
