import assert from 'node:assert/strict';
import { bun } from '../../../../src/dotenv/readers/bun';
import { dotenv } from '../../../../src/dotenv/readers/dotenv';
import { dotenvx } from '../../../../src/dotenv/readers/dotenvx';
import { next } from '../../../../src/dotenv/readers/next';
import { node20, node22 } from '../../../../src/dotenv/readers/node';
import { viteOnNode20, viteOnNode22 } from '../../../../src/dotenv/readers/vite';
import { finds, type Case } from './finds';

const all = [dotenv, dotenvx, next, viteOnNode20, viteOnNode22, bun, node20, node22];

describe('the models of JavaScript’s readers', () => {
  it('tell Node.js 20 from 22, whichever runs them', () => {
    const before: readonly Case[] = [
      ['A= \nB=1\n', { A: '', B: '1' }],
      ['OTHER:\nB=2\n', { 'OTHER:\nB': '2' }],
      ['# A=', { '# A': '' }],
    ];
    const after: readonly Case[] = [
      ['A= \nB=1\n', { A: 'B=1' }],
      ['OTHER:\nB=2\n', { B: '2' }],
      ['# A=', {}],
    ];
    for (const model of [node20, viteOnNode20]) finds(model, before);
    for (const model of [node22, viteOnNode22]) finds(model, after);
  });

  it('find the line below a bare `KEY:` in its value', () => {
    for (const model of [dotenv, dotenvx, next, bun]) finds(model, [['A:\nB=2\n', { A: 'B=2' }]]);
  });

  it('expand what Bun 1.4.5 expands', () => {
    finds(bun, [
      ['A=1\nB=$A$\nC=${A\nD=x\\$A\n', { A: '1', B: '1$', C: '${A', D: 'x$A' }],
      ['A=1\nB=${N:-${A}}x\nC=${$}x$A\nD=$1\n', { A: '1', B: '1x', C: '${$}x1', D: '' }],
      ["A='a'b'c' B=1\nC=1\n", { A: 'a', C: '1' }],
    ]);
  });

  it('run code where dotenvx does, and where it or Vite would not end', () => {
    assert.equal(dotenvx.read('A="$(echo hi)"\n').kind, 'runsCode');
    assert.equal(dotenvx.read("A='$(echo hi)'\n").kind, 'variables');
    for (const model of [dotenvx, viteOnNode20, viteOnNode22])
      assert.equal(model.read('A=\\$A\nB=x$A\n').kind, 'runsCode', model.name);
    assert.equal(next.read('A=$A\n').kind, 'refused', 'Next.js runs out of stack');
  });

  it('end on a megabyte of anything', () => {
    const pieces = ['\n', ' =', '=', 'A:\n', 'A="x\n', "'\u2028", 'A=$A\n', 'export\n', '[', 'A\n'];
    const values = ['$A', '${A:-', '$(', '\\$', '\\"', ' '];
    const texts = [
      ...pieces.map(piece => piece.repeat(1e6 / piece.length)),
      ...values.map(value => `A=${value.repeat(1e6 / value.length)}`),
    ];
    for (const model of all) {
      const start = performance.now();
      for (const text of texts) model.read(text);
      const taken = performance.now() - start;
      assert.ok(taken < 20_000, `${model.name} took ${taken} ms for ${texts.length} texts`);
    }
  }).timeout(120_000);
});
