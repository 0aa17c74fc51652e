import { dotenvJava } from '../../../../src/dotenv/readers/dotenvJava';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1\n B = x y # c\n# c\n////c\nC="x y" # c\n', { A: '1', B: 'x y', C: 'x y' }],
  ["A='x'\n", { A: "'x'" }],
  ['A="x\ny"\nB=2\n', { A: 'x\ny', B: '2' }],
  ['A="x\nB=2\n', {}],
  ['A="x # c\ny"\n', { A: 'x # c\ny' }],
  ['A="x # c\ny\nz"\n', 'refused'],
  ['A="a"b"\n', 'refused'],
  ['A=a"\n', 'refused'],
  ['A="a\\"b\n"\n', { A: 'a\\"b\n' }],
  ['export A=1\n', 'refused'],
  ['A\n', 'refused'],
  ['A: 1\n', 'refused'],
  ['A.B-C=1\n', { 'A.B-C': '1' }],
  ['\uFEFFA=1\n', 'refused'],
  ['A=1\nA=2\n', { A: '2' }],
  ['A=x#y\n', { A: 'x' }],
  ['A="\n', 'refused'],
  ['A="a" "b"\n', 'refused'],
];

describe('the model of dotenv-java', () => {
  it('finds what version 3.2.0 finds', () => {
    finds(dotenvJava, measured);
  });
});
