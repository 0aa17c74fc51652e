import { javaProperties } from '../../../../src/dotenv/readers/javaProperties';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1\n B : x y \n!c\n#c\nC\n', { A: '1', B: 'x y ', C: '' }],
  ['A="x" # c\n', { A: '"x" # c' }],
  ['export A=1\n', { export: 'A=1' }],
  ['A=a\\\n  b\nB=2\n', { A: 'ab', B: '2' }],
  ['# c\\\nA=1\n', { A: '1' }],
  ['A=\\u0041\\tb\\q\\\\\n', { A: 'A\tbq\\' }],
  ['A=\\u00g1\n', 'refused'],
  ['A\\=B=c\n', { 'A=B': 'c' }],
  ['\uFEFFA=1\n', { '\uFEFFA': '1' }],
  ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['A=1\rA=2', { A: '2' }],
  ['A = = x\n', { A: '= x' }],
  ['A=C:\\dir\\\nB=2\n', { A: 'C:dirB=2' }],
  ['\\\n#\nA=1\n', { A: '1' }],
  ['=x\n', { '': 'x' }],
];

describe('the model of java.util.Properties', () => {
  it('finds what Java 17 finds', () => {
    finds(javaProperties, measured);
  });
});
