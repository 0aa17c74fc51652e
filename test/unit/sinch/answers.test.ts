import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  holdsSecret,
  readAccessKey,
  readCreated,
  readDeleted,
  readPage,
  readToken,
} from '../../../src/sinch/answers';
import { UnexpectedAnswerError } from '../../../src/sinch/errors';
import type { HttpAnswer } from '../../../src/sinch/httpAnswer';
import { answer, json } from './support/answer';
import { assertHides } from './support/assertHides';

const secret = 'demo-secret~0123456789.abc';

const full = {
  accessKeyId: 'demo-key',
  displayName: 'laptop',
  projectId: 'demo-project',
  createTime: '2026-10-29T07:30:00Z',
  updateTime: '2026-10-30T09:00:00.123456789+02:00',
};

function problemOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof UnexpectedAnswerError, String(error));
    assertHides(error, [secret]);
    assert.equal(error.cause, undefined);
    return error.problem;
  }
  assert.fail('The answer should have been refused.');
}

const asked = { accessKeyId: 'demo-key' };

function key(content: unknown) {
  return readAccessKey('GetAccessKey', json(200, content), 'asked-project', asked);
}

describe('a key ID that a terminal would act on', () => {
  for (const accessKeyId of ['a\ncurl evil.example', 'a\r', '\u001b[2J', 'a\u0085b']) {
    it(`is none: ${JSON.stringify(accessKeyId)}`, () => {
      const { accessKeys, unreadable } = readPage(
        json(200, { accessKeys: [full, { ...full, accessKeyId }] }),
        'asked-project',
      );
      assert.deepEqual([accessKeys.length, unreadable], [1, 1]);
    });
  }
});

describe('readAccessKey', () => {
  it('reads every field, and times as dates', () => {
    assert.deepEqual(key(full), {
      accessKeyId: 'demo-key',
      displayName: 'laptop',
      projectId: 'asked-project',
      createTime: new Date(Date.UTC(2026, 9, 29, 7, 30)),
      updateTime: new Date(Date.UTC(2026, 9, 30, 7, 0, 0, 123)),
    });
  });

  it('fills in what is left out, null or empty, and leaves times out', () => {
    const expected = { accessKeyId: 'demo-key', displayName: 'demo-key', projectId: 'asked-project' };
    const nothing = { displayName: null, projectId: null, createTime: null, updateTime: null };
    assert.deepEqual(key({ accessKeyId: 'demo-key' }), expected);
    assert.deepEqual(key({ accessKeyId: 'demo-key', ...nothing }), expected);
    assert.deepEqual(key({ accessKeyId: 'demo-key', displayName: '', projectId: '' }), expected);
  });

  it('lets unknown fields pass, and drops them', () => {
    assert.deepEqual(key({ ...full, lastUsed: 'never', secret }), key(full));
  });

  it('reads RFC 3339 in lower case', () => {
    const { createTime } = key({ ...full, createTime: '2026-10-29t07:30:00z' });
    assert.equal(createTime?.toISOString(), '2026-10-29T07:30:00.000Z');
  });

  const unfit: readonly (readonly [unknown, string])[] = [
    [{ ...full, accessKeyId: undefined }, 'accessKeyId: missing'],
    [{ ...full, accessKeyId: '' }, 'accessKeyId: invalid non_empty'],
    [{ ...full, accessKeyId: 7 }, 'accessKeyId: expected string'],
    [{ ...full, accessKeyId: null }, 'accessKeyId: expected string'],
    [{ ...full, accessKeyId: '..' }, 'accessKeyId: invalid check'],
    [{ ...full, accessKeyId: '\ud800' }, 'accessKeyId: invalid check'],
    [{ ...full, accessKeyId: 'other-key' }, 'accessKeyId: of another key'],
    [[full], 'body: expected object'],
    [secret, 'body: expected object'],
    [null, 'body: expected object'],
  ];
  it('leaves out what does not fit, and takes no other project for its own', () => {
    const bare = { accessKeyId: 'demo-key', displayName: 'demo-key', projectId: 'asked-project' };
    const { displayName, createTime, updateTime } = key(full);
    for (const odd of [{ secret }, [secret], 7]) {
      assert.deepEqual(key({ ...full, displayName: odd }), { ...bare, createTime, updateTime });
      assert.deepEqual(key({ ...full, projectId: odd }), key(full));
    }
    for (const odd of [
      secret,
      '',
      '2026-10-29',
      '2026-10-29T07:30:00',
      '2026-13-29T07:30:00Z',
      1_800_000_000,
    ]) {
      assert.deepEqual(key({ ...full, createTime: odd }), { ...bare, displayName, updateTime });
      assert.deepEqual(key({ ...full, updateTime: odd }), { ...bare, displayName, createTime });
    }
  });

  it('gives a renamed key the name it was given where the answer has none', () => {
    const renamed = { ...asked, displayName: 'renamed' };
    const read = (content: unknown) => readAccessKey('UpdateAccessKey', json(200, content), 'p', renamed);
    assert.equal(read(asked).displayName, 'renamed');
    assert.equal(read(full).displayName, 'laptop');
  });

  for (const [content, problem] of unfit) {
    it(`refuses what has ${problem} (${JSON.stringify(content).length} characters)`, () => {
      assert.equal(
        problemOf(() => key(content)),
        problem,
      );
    });
  }

  const unreadable: readonly (readonly [HttpAnswer, string])[] = [
    [answer(200, ''), 'body: empty'],
    [answer(204, ' \n'), 'body: empty'],
    [answer(200, `<html>${secret}</html>`), 'body: not JSON'],
    [answer(200, secret), 'body: not JSON'],
    [{ ...answer(200), body: undefined }, 'body: too large'],
  ];
  for (const [unread, problem] of unreadable) {
    it(`refuses an answer with ${problem} (${unread.status}, ${unread.body?.length ?? 0} characters)`, () => {
      const error = problemOf(() => readAccessKey('UpdateAccessKey', unread, 'demo-project', asked));
      assert.equal(error, problem);
    });
  }
});

describe('readPage', () => {
  it('reads keys and the token of the next page', () => {
    const page = readPage(
      json(200, { accessKeys: [full, { accessKeyId: 'b' }], nextPageToken: 'next' }),
      'p',
    );
    assert.deepEqual(
      page.accessKeys.map(({ accessKeyId }) => accessKeyId),
      ['demo-key', 'b'],
    );
    assert.equal(page.nextPageToken, 'next');
  });

  it('reads a page without keys, and an end without a token', () => {
    for (const content of [
      {},
      { accessKeys: [] },
      { accessKeys: null, nextPageToken: null },
      { nextPageToken: '' },
    ]) {
      assert.deepEqual(readPage(json(200, content), 'p'), {
        accessKeys: [],
        unreadable: 0,
        nextPageToken: undefined,
      });
    }
  });

  for (const content of [
    { error: { status: 'INTERNAL_ERROR' } },
    { message: 'log in' },
    { accessKeys: [], error: {} },
    { accessKeys: null, message: secret },
    { accessKeys: [], success: false },
    { accessKeys: [], status: 'ok' },
    { accessKeys: [{ id: 1 }], code: 0 },
    { nextPageToken: '', redirect: '/login' },
    { keys: [] },
    { constructor: {} },
    { toString: 'log in' },
    full,
  ]) {
    it(`takes ${JSON.stringify(content).slice(0, 40)} for no list`, () => {
      assert.equal(
        problemOf(() => readPage(json(200, content), 'p')),
        'body: not a list',
      );
    });
  }

  it('lets unknown fields pass beside a key, and drops them', () => {
    const { accessKeys } = readPage(json(200, { accessKeys: [full], totalSize: 1 }), 'asked-project');
    assert.deepEqual(accessKeys, [key(full)]);
  });

  for (const content of [[], [full], [{ accessKeys: [] }], null, 'accessKeys']) {
    it(`takes ${JSON.stringify(content).slice(0, 40)} for no list`, () => {
      assert.equal(
        problemOf(() => readPage(json(200, content), 'p')),
        'body: expected object',
      );
    });
  }

  it('counts the keys that can’t be read, and reads the others', () => {
    const odd = [{ accessKeyId: 1 }, {}, null, 'demo-key', { accessKeyId: '.' }];
    const page = readPage(
      json(200, { accessKeys: [...odd, full, { accessKeyId: 'b', createTime: 'x' }] }),
      'p',
    );
    assert.deepEqual(
      page.accessKeys.map(({ accessKeyId }) => accessKeyId),
      ['demo-key', 'b'],
    );
    assert.equal(page.unreadable, 5);
  });

  it('names the field that does not fit by its path', () => {
    const keys = (accessKeys: unknown) => () => readPage(json(200, { accessKeys }), 'p');
    assert.equal(problemOf(keys({ secret })), 'accessKeys: expected array');
    assert.equal(
      problemOf(() => readPage(json(200, { nextPageToken: 3 }), 'p')),
      'nextPageToken: expected string',
    );
  });
});

describe('readCreated', () => {
  const created = (content: unknown) => readCreated(json(200, content), 'asked-project', 'asked name');

  it('reads the key and its secret', () => {
    assert.deepEqual(created({ accessKey: full, secret }), { accessKey: key(full), secret });
  });

  it('never lets the rest of the answer stand between the secret and its owner', () => {
    const odd = {
      accessKeyId: 'demo-key',
      displayName: 3,
      projectId: {},
      createTime: 'today',
      updateTime: [],
    };
    assert.deepEqual(created({ accessKey: odd, secret, other: 1 }), {
      accessKey: { accessKeyId: 'demo-key', displayName: 'asked name', projectId: 'asked-project' },
      secret,
    });
  });

  it('keeps the secret of a key it can’t name', () => {
    for (const odd of [undefined, null, [], {}, { accessKeyId: { secret } }, { accessKeyId: '..' }])
      assert.deepEqual(created({ accessKey: odd, secret }), { accessKey: undefined, secret });
  });

  for (const tail of ['<html>', '\n{"accessKey":{},"secret":"other"}', ' \u0000', '}']) {
    it(`keeps the secret that is followed by ${JSON.stringify(tail)}`, () => {
      const body = JSON.stringify({ accessKey: { ...full, displayName: 'a "}" in a name \\' }, secret });
      const read = readCreated(answer(200, body + tail), 'asked-project', 'asked name');
      assert.deepEqual([read.accessKey?.accessKeyId, read.secret], ['demo-key', secret]);
    });
  }

  it('refuses an answer without a secret, and shows none', () => {
    assert.equal(
      problemOf(() => created({ accessKey: full })),
      'secret: missing',
    );
    assert.equal(
      problemOf(() => created({ accessKey: full, secret: '' })),
      'secret: invalid non_empty',
    );
    assert.equal(
      problemOf(() => created({ accessKey: full, secret: [secret] })),
      'secret: expected string',
    );
    assert.equal(
      problemOf(() => readCreated(answer(200, `{"secret":"${secret}`), 'p', 'n')),
      'body: not JSON',
    );
  });

  it('shows the secret in no error, wherever it stands', () => {
    const place = fc.letrec(tie => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constant<unknown>(secret),
        fc.jsonValue(),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('accessKey', 'accessKeyId', 'displayName', 'createTime', 'secret', 'accessKeys'),
          tie('node'),
        ),
      ),
    })).node;
    fc.assert(
      fc.property(place, content => {
        for (const read of [
          () => created(content),
          () => key(content),
          () => readPage(json(200, content), 'p'),
          () => readToken(json(200, content)),
        ]) {
          try {
            read();
          } catch (error) {
            assert.ok(error instanceof UnexpectedAnswerError);
            assertHides(error, [secret]);
          }
        }
      }),
    );
  });
});

describe('holdsSecret', () => {
  it('finds none at once in an answer with a string that never ends', () => {
    const before = process.cpuUsage();
    assert.equal(holdsSecret(answer(200, `{"a":"${'\\"'.repeat(500_000)}`)), false);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1e6, `${(user + system) / 1000} ms`);
  });
});

describe('readDeleted', () => {
  for (const body of ['', '  ', '{}', ' { }\n']) {
    it(`accepts the body "${body}"`, () => {
      readDeleted(answer(200, body));
      readDeleted(answer(204, body));
    });
  }

  for (const content of [{ error: {} }, { done: true }, { success: false }, { accessKeyId: 'demo-key' }]) {
    it(`takes ${JSON.stringify(content)} for no deletion`, () => {
      assert.equal(
        problemOf(() => {
          readDeleted(json(200, content));
        }),
        'body: expected nothing',
      );
    });
  }

  for (const status of [201, 202, 203, 205, 206, 207, 226, 299]) {
    it(`takes a ${status} for no deletion`, () => {
      assert.equal(
        problemOf(() => {
          readDeleted(answer(status, ''));
        }),
        'status: expected 200 or 204',
      );
    });
  }

  it('refuses what does not come from the API', () => {
    assert.equal(
      problemOf(() => {
        readDeleted(json(200, []));
      }),
      'body: expected object',
    );
    assert.equal(
      problemOf(() => {
        readDeleted(answer(200, `<p>${secret}`));
      }),
      'body: not JSON',
    );
    assert.equal(
      problemOf(() => {
        readDeleted(answer(200, `"${secret}"`));
      }),
      'body: expected object',
    );
    assert.equal(
      problemOf(() => {
        readDeleted({ ...answer(200), body: undefined });
      }),
      'body: too large',
    );
  });
});

describe('readToken', () => {
  const token = (content: unknown) => readToken(json(200, content));

  it('reads token and lifetime', () => {
    for (const type of ['bearer', 'Bearer']) {
      const content = { access_token: 'a.b.c', expires_in: 3599, scope: '', token_type: type };
      assert.deepEqual(token(content), { token: 'a.b.c', lifetime: 3_599_000 });
    }
  });

  it('does without lifetime and type', () => {
    assert.deepEqual(token({ access_token: 'opaque' }), { token: 'opaque', lifetime: undefined });
    assert.equal(token({ access_token: 'opaque', expires_in: null, token_type: null }).lifetime, undefined);
    assert.equal(token({ access_token: 'opaque', expires_in: 0 }).lifetime, 0);
  });

  const unfit: readonly (readonly [unknown, string])[] = [
    [{}, 'access_token: missing'],
    [{ access_token: '' }, 'access_token: invalid regex'],
    [{ access_token: `${secret}\r\nX-Other: 1` }, 'access_token: invalid regex'],
    [{ access_token: 'a.b.c', expires_in: secret }, 'expires_in: expected number'],
    [{ access_token: 'a.b.c', expires_in: -1 }, 'expires_in: invalid min_value'],
    [{ access_token: 'a.b.c', token_type: secret }, 'token_type: invalid regex'],
  ];
  for (const [content, problem] of unfit) {
    it(`refuses ${problem} in ${Object.keys(content as object).length} fields`, () => {
      assert.equal(
        problemOf(() => token(content)),
        problem,
      );
    });
  }
});
