import { phpdotenv, phpdotenv54 } from '../../../../src/dotenv/readers/phpdotenv';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1\nexport APP_NAME="x y" # c\n# c\nC=\'$A\'\n', { A: '1', APP_NAME: 'x y', C: '$A' }],
  ['A=a b\n', 'refused'],
  ['APP = 1 #c\n', { APP: '1' }],
  ['export A=1\n', 'refused'],
  ["'A'='x'\n", { A: 'x' }],
  [
    'A=1\nB=${A}$A\nC="${A}\\${A}"\nD=\'${A}\'\nE=${X}\n',
    { A: '1', B: '1$A', C: '1${A}', D: '${A}', E: '${X}' },
  ],
  ['A="x\ny"\nB=2\n', { A: 'x\ny', B: '2' }],
  ['A="x\nB="y\nC="z"\n', 'refused'],
  ['# A="x\nB=2\n', {}],
  ['A="a\\nb\\"c"\n', { A: 'a\nb"c' }],
  ['A="a\\qb"\n', 'refused'],
  ['A\nB=2\n', { B: '2' }],
  ['A=1\nA\n', {}],
  ['A: 1\n', 'refused'],
  ['A.B=1\n', { 'A.B': '1' }],
  ['é=1\n', { é: '1' }],
  ['\uFEFFA=1\n', { A: '1' }],
  ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['A=x#y\n', { A: 'x' }],
  ['A=1\nA=2\n', { A: '2' }],
  ['A="x" y\n', 'refused'],
  ["A='x\ny'\n", 'refused'],
  ['=x\n', 'refused'],
  ['A=b\nb=1\nC=${${A}}\n', { A: 'b', b: '1', C: '1' }],
];

const older: readonly Case[] = [
  ['é=1\n', 'refused'],
  ['A="x\nB="y\nz"\n', 'refused'],
];

describe('the model of phpdotenv', () => {
  it('finds what version 5.6.4 finds', () => {
    finds(phpdotenv, measured);
  });

  it('finds what version 5.4.1 finds where that differs', () => {
    finds(phpdotenv54, older);
  });
});
