import { symfony } from '../../../../src/dotenv/readers/symfony';
import { finds, type Case } from './finds';

const measured: readonly Case[] = [
  ['A=1\nexport B="x y" # c\n# c\nC=\'$A\'\n', { A: '1', B: 'x y', C: '$A' }],
  ['A=a b\n', 'refused'],
  ['A = 1\n', 'refused'],
  ['A= 1\n', 'refused'],
  ['A= # c\nB=x#y\n', { A: '', B: 'x#y' }],
  ['A=1\nB="${A}-$A" C\n', 'refused'],
  ['A=1\nB=$A${C:-d}\n', { A: '1', B: '1d' }],
  ['A=${C:=d}\nB=$C\n', { C: 'd', A: 'd', B: 'd' }],
  ['A=\\$B\n', { A: '$B' }],
  ['A="a\\"b\\nc\\\\d"\n', { A: 'a"b\nc\\d' }],
  ['A="x\ny"\'z\'w\n', { A: 'x\nyzw' }],
  ['A="x\n', 'refused'],
  ['A=x\\"y\n', { A: 'x"y' }],
  ['A\n', 'refused'],
  ['A: 1\n', 'refused'],
  ['1A=1\n', 'refused'],
  ['\uFEFFA=1\n', 'refused'],
  ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['A=\nA=2\n', { A: '2' }],
  ['A=$}\n', { A: '}' }],
  ['A=${B\n', 'refused'],
  ['A="\\$(x)"\n', { A: '$(x)' }],
];

const commands: readonly Case[] = [
  ['A=$(x)\n', 'runsCode'],
  ['A="$(x (y))"\n', 'runsCode'],
];

describe('the model of Symfony Dotenv', () => {
  it('finds what version 5.4.53 finds', () => {
    finds(symfony, measured);
  });

  it('tells where a value holds a command', () => {
    finds(symfony, commands);
  });
});
