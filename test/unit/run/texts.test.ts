import assert from 'node:assert/strict';
import { Texts } from '../../run/texts';

describe('texts written at the same time', () => {
  it('are read one after the other, the first as it comes', () => {
    const read: string[] = [];
    const texts = new Texts(text => read.push(text));
    const [first, second, third] = [texts.begin(), texts.begin(), texts.begin()];
    second.write('2');
    first.write('1');
    assert.deepEqual(read, ['1']);
    third.write('3');
    third.end();
    first.write('1');
    first.end();
    assert.deepEqual(read, ['1', '1', '2']);
    second.write('2');
    second.end();
    assert.deepEqual(read.join(''), '11223');
    texts.begin().write('4');
    assert.deepEqual(read.join(''), '112234');
  });
});
