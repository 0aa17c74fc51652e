import { bash, bashSource, dash, zsh } from '../../../../src/dotenv/readers/shells';
import { finds, type Case } from './finds';

const inBash: readonly Case[] = [
  ['A=1\nexport B="x y" # c\n# c\nC=\'$A\'\nD="$A-${B}"\n', { A: '1', B: 'x y', C: '$A', D: '1-x y' }],
  ['A=a b\nB=1\n', { B: '1' }],
  ['A = 1\nB= 2\nC=3\n', { C: '3' }],
  ['A=x#y\r\nB=\r\n', { A: 'x#y\r', B: '\r' }],
  ['A=1 B=2;C=3\n', { A: '1', B: '2', C: '3' }],
  ['URL=http://x/?a=1&b=2\n', { b: '2' }],
  ['A=<Your Key>\nB=1\n', {}],
  ['B=1\nA="x\nC=2\n', { B: '1' }],
  ['A=foo(bar)\n B=1\n', 'runsCode'],
  ['B=1\nA=1 (see docs)\nC=1\n', 'runsCode'],
  [
    'A=~\nB=~/x\nC=a:~\nD="~"\nE=~x1\nF=1\n',
    { A: '/home/user', B: '/home/user/x', C: 'a:/home/user', D: '~', E: '~x1', F: '1' },
  ],
  ['A==x\nB=1\n', { A: '=x', B: '1' }],
  ['A=b\\\nc\nB="x\\\ny"\n', { A: 'bc', B: 'xy' }],
  ['A=\\$x\\"\nB="\\$\\n"\n', { A: '$x"', B: '$\\n' }],
  ['export A = 1\nB=2\n', { B: '2' }],
  ['A\nB: 1\nC=1\n', { C: '1' }],
  ['A+=1\nB=2\nB+=3\n', { A: '1', B: '23' }],
  ['declare -x A=1\ntypeset B=2\n', { A: '1', B: '2' }],
  ['A=1 && B=2\nx=1 | C=3\n', { A: '1', B: '2' }],
  ['export A=1 B=$A\n', { A: '1', B: '' }],
  ['export A-B=1\nC=1\n', { C: '1' }],
  ['}\nA=1\n', {}],
  ['\uFEFFA=1\nB=2\n', { B: '2' }],
  ['A=${B:-x}${C-y}${D:+z}\n', { A: 'xy' }],
  ['UID=1\nA=1\n', { A: '1' }],
  ['A=1\nA=\n', { A: '' }],
  ['A=1\nB=1\nunset A B C\nB=2\n', { B: '2' }],
  ['readonly A=1\nunset A\nB=2\n', 'runsCode'],
  ['A="x\ny"\n', { A: 'x\ny' }],
  ["A='it'\\''s'\n", { A: "it's" }],
  ['A=$(x)\n', 'runsCode'],
  ['if true; then\nA=1\nfi\n', 'runsCode'],
  ['A=1 # $(x)\n', { A: '1' }],
  ['A[0]=1\n', 'runsCode'],
];

const inDash: readonly Case[] = [
  ['A=<Your Key>\nB=1\n', 'refused'],
  ['B=1\nA="x\nC=2\n', 'refused'],
  ['export A = 1\nB=2\n', 'refused'],
  ['A+=1\nB=2\nB+=3\n', { B: '2' }],
  ['declare -x A=1\ntypeset B=2\n', {}],
  ['export A-B=1\nC=1\n', 'refused'],
  ['}\nA=1\n', 'refused'],
  ['UID=1\nA=1\n', { A: '1', UID: '1' }],
  ['A[0]=1\n', {}],
];

const inZsh: readonly Case[] = [
  ['URL=http://x/?a=1&b=2\n', {}],
  [
    'A=~\nB=~/x\nC=a:~\nD="~"\nE=~x1\nF=1\n',
    { A: '/home/user', B: '/home/user/x', C: 'a:/home/user', D: '~' },
  ],
  ['A==x\nB=1\n', {}],
  ['A =""\nB=1\n', { B: '1' }],
  ['A =""x\nB=1\n', {}],
  ['export A = 1\nB=2\n', 'runsCode'],
  ['A=1 && B=2\nx=1 | C=3\n', { A: '1', B: '2', C: '3' }],
  ['export A-B=1\nC=1\n', {}],
  ['UID=1\nA=1\n', 'runsCode'],
  ['x =$NONE\nA=1\nx =""$NONE\nB=1\nx =$A\nC=1\n', { A: '1', B: '1' }],
  ['A=1\nx ""=y\nB=1\n', { A: '1' }],
  ['A=1\nx $NONE=y\nB=1\n', { A: '1' }],
];

const exported: readonly Case[] = [
  ['A=1\nexport B="x y" # c\n# c\nC=\'$A\'\nD="$A-${B}"\n', { B: 'x y' }],
  ['export A = 1\nB=2\n', {}],
  ['declare -x A=1\ntypeset B=2\n', { A: '1' }],
  ['export A-B=1\nC=1\n', {}],
];

describe('the models of shells', () => {
  it('find what bash 5.2 finds', () => {
    finds(bash, inBash);
  });

  it('find what dash 0.5.12 finds where that differs', () => {
    finds(dash, inDash);
  });

  it('find what zsh 5.9 finds where that differs', () => {
    finds(zsh, inZsh);
  });

  it('find what bash exports without `set -a`', () => {
    finds(bashSource, exported);
  });
});
