import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { dotenv } from '../../../src/dotenv/readers/dotenv';
import { phpdotenv } from '../../../src/dotenv/readers/phpdotenv';
import type { Reader } from '../../../src/dotenv/readers/reader';
import { rustDotenv } from '../../../src/dotenv/readers/rustDotenv';
import { edited, values } from './editing';

describe('editVariables', () => {
  const templates = [
    'SINCH_PROJECT_ID = PROJECT_ID\nSINCH_KEY_ID     = KEY_ID\nSINCH_KEY_SECRET = KEY_SECRET\n',
    'SINCH_KEY_SECRET=access-key-secret found at access-key creation time\n',
    'SINCH_PROJECT_ID=${VALUE}\nSINCH_KEY_ID=__SINCH_KEY_ID__\nSINCH_KEY_SECRET=???\n',
  ];
  for (const text of templates) {
    it(`overwrites nothing that counts in ${JSON.stringify(text)}`, async () => {
      const { variables } = await edited(text, values);
      const overwritten = variables.filter(({ overwrites }) => overwrites);
      assert.deepEqual(overwritten, []);
    });
  }

  it('says that it overwrites a reference', async () => {
    const { variables } = await edited('SINCH_KEY_SECRET="{{ op://v/i/s }}"\n', values);
    const [, , secret] = variables;
    assert.equal(secret?.overwrites, true);
  });

  const references = [
    'SINCH_PROJECT_ID=demo\nURL=https://demo.example/${SINCH_PROJECT_ID}\n',
    'SINCH_KEY_ID=old\nSINCH_KEY_SECRET=secret\nURL="https://${SINCH_KEY_ID}:${SINCH_KEY_SECRET}@host/secrets"\n',
    'SINCH_KEY_SECRET=s\nAUTH=Basic ${SINCH_KEY_SECRET}\n',
    'SINCH_KEY_ID=\nAUTH=${SINCH_KEY_ID:-none}\n',
    'SINCH_KEY_ID\nTOKEN=${SINCH_KEY_ID}-suffix\n',
  ];
  for (const text of references) {
    it(`names no program for what takes a new value over in ${JSON.stringify(text)}`, async () => {
      const { misreads } = await edited(text, values);
      assert.deepEqual(
        misreads.filter(({ kind }) => kind === 'neighbour'),
        [],
      );
    });
  }

  it('adds a line where a program reads it that finds nothing in the old text but something in the new one', async () => {
    const { text } = await edited('xA=SINCH_KEY_ID:\u2028#\u00a0="', [['SINCH_KEY_SECRET', "it's"]]);
    const reading = phpdotenv.read(text);
    assert.ok(reading.kind === 'variables');
    assert.equal(reading.variables.get('SINCH_KEY_SECRET'), "it's");
  });

  it('has most programs read only one way, where a program misreads them all', async () => {
    const text = 'A="1" # c\nSINCH_KEY_ID=v\nSINCH_KEY_ID=v\n';
    let reads = 0;
    const counted: Reader = {
      name: dotenv.name,
      read: each => {
        if (each.length >= text.length) reads += 1;
        return dotenv.read(each);
      },
    };
    const result = await editVariables(text, values, { readers: [counted, rustDotenv] });
    assert.ok(result.ok);
    assert.deepEqual([...new Set(result.misreads.map(({ reader }) => reader))], [rustDotenv.name]);
    // Before and after the edit; the other ways are given up with the program that misreads the first.
    assert.equal(reads, 2);
  });
});
