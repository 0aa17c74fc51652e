import { grepXargs, xargs } from '../../../../src/dotenv/readers/xargs';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1\nexport B="x y" # c\n# c\nC=\'$A\'\nD="$A-${B}"\n', { A: '1', B: 'x', C: '$A', D: '$A-${B}' }],
  ['A=a b\nB=1\n', { A: 'a', B: '1' }],
  ['A = 1\nB= 2\nC=3\n', { B: '', C: '3' }],
  ['A=x#y\r\nB=\r\n', { A: 'x#y\r', B: '\r' }],
  ['A=1 B=2;C=3\n', { A: '1', B: '2;C=3' }],
  ['URL=http://x/?a=1&b=2\n', { URL: 'http://x/?a=1&b=2' }],
  ['A=<Your Key>\nB=1\n', { A: '<Your', B: '1' }],
  ['B=1\nA="x\nC=2\n', { B: '1' }],
  ['A=foo(bar)\n B=1\n', { A: 'foo(bar)', B: '1' }],
  ['B=1\nA=1 (see docs)\nC=1\n', { A: '1', B: '1', C: '1' }],
  ['A=~\nB=~/x\nC=a:~\nD="~"\nE=~x1\nF=1\n', { A: '~', B: '~/x', C: 'a:~', D: '~', E: '~x1', F: '1' }],
  ['A==x\nB=1\n', { A: '=x', B: '1' }],
  ['A=b\\\nc\nB="x\\\ny"\n', { A: 'b' }],
  ['A=\\$x\\"\nB="\\$\\n"\n', { A: '$x"', B: '\\$\\n' }],
  ['export A = 1\nB=2\n', { B: '2' }],
  ['A\nB: 1\nC=1\n', { C: '1' }],
  ['A+=1\nB=2\nB+=3\n', { A: '1', B: '23' }],
  ['declare -x A=1\ntypeset B=2\n', { A: '1', B: '2' }],
  ['A=1 && B=2\nx=1 | C=3\n', { A: '1', B: '2', C: '3', x: '1' }],
  ['export A=1 B=$A\n', { A: '1', B: '$A' }],
  ['export A-B=1\nC=1\n', { C: '1' }],
  ['}\nA=1\n', { A: '1' }],
  ['\uFEFFA=1\nB=2\n', { B: '2' }],
  ['A=${B:-x}${C-y}${D:+z}\n', { A: '${B:-x}${C-y}${D:+z}' }],
  ['UID=1\nA=1\n', 'runsCode'],
  ['A=1\nA=\n', { A: '' }],
  ['A="x\ny"\n', {}],
  ["A='it'\\''s'\n", { A: "it's" }],
  ['A=$(x)\n', { A: '$(x)' }],
  ['if true; then\nA=1\nfi\n', { A: '1' }],
  ['A=1 # $(x)\n', { A: '1' }],
  ['A[0]=1\n', {}],
];

const withoutComments: readonly Case[] = [['#c\r A=1\nB=2\n', { B: '2' }]];

describe('the models of export $(xargs)', () => {
  it('find what xargs of findutils 4.9 and bash 5.2 find', () => {
    finds(xargs, measured);
  });

  it('find what they find without comments where that differs', () => {
    finds(grepXargs, withoutComments);
  });
});
