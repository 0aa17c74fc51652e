import { make } from '../../../../src/dotenv/readers/make';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1  \nB= x # c\nC=a#b\nD=a\\#b\nE="q r"\n', { A: '1  ', B: 'x ', C: 'a', D: 'a#b', E: '"q r"' }],
  ['A=1\\\n  B=2\n# c\\\nC=3\nD=4\\\\\nE=5\n', { A: '1 B=2', D: '4\\\\', E: '5' }],
  ['A=1\r\nB=2\\\r\nC=3\r\nD=a\rb\r\n', { A: '1', B: '2 C=3', D: 'a\rb' }],
  ['\uFEFFA=1\n', { A: '1' }],
  ['a-b=1\nexport c-d=2\nexport E=3\nexport\tF = 4\n"H"=1\n1A=2\n', { 'c-d': '2', E: '3', F: '4' }],
  ['A:=1\nB?=2\nC+=3\nC+=4\nA::=5\nZ=1\nZ?=2\n', { A: '5', B: '2', C: '3 4', Z: '1' }],
  ['A : abc\n\tB=1\n\n# x\n\tC=1\nD=1\n', { D: '1' }],
  ['\tA=1\n \tB=1\n', { A: '1', B: '1' }],
  ['\tA=1\n\tFOO\n', 'refused'],
  ['A=$PORT\nB=${A}\nC=$(echo hi)\nD=$$x\nE=${X:-d}\n', { A: 'ORT', B: 'ORT', C: '', D: '$x', E: '' }],
  ['F=a$ b\nG=$\n', { F: 'ab', G: '$' }],
  ['A:=${B}\nB=1\nC=${B}\n', { A: '', B: '1', C: '1' }],
  ['A=${A}\n', 'refused'],
  ['A=${PORT\n', 'refused'],
  ['FOO\n', 'refused'],
  ['A B=c\n', 'refused'],
  ['=x\n', 'refused'],
  ['export A B=c\nA=1\n', { A: '1', B: 'c=' }],
  ['export FOO\nexport  = x\n', { FOO: '', export: 'x' }],
  ['\nexport \v\t =', { export: '' }],
  ['A=a\\\\#b\nB=a\\\\\\#b\\#c#d\n', { A: 'a\\', B: 'a\\#b#c' }],
  ['A=1\\', { A: '1\\' }],
  ['A=1 \\\n', { A: '1 ' }],
  ['A=$(shell date)\n', 'runsCode'],
  ['include other\n', 'runsCode'],
  ['A!=date\n', 'runsCode'],
  ['export A A=1\n', 'runsCode'],
];

describe('the model of GNU make', () => {
  it('finds what GNU make 4.3 finds', () => {
    finds(make, measured);
  });
});
