import assert from 'node:assert/strict';
import { rotateKey } from '../../../src/rotation/beginRotation';
import { Claims } from '../../../src/rotation/claims';
import type { PlanRequest, RotatedUse } from '../../../src/rotation/rotationQuestions';
import { CredentialError, UnreachableError } from '../../../src/sinch/errors';
import { UnprovedKeyError } from '../../../src/sinch/proveKey';
import { MemoryLog } from '../../fakes/memoryLog';
import { answering, keysThere } from './support/answers';
import { projectId } from '../../fakes/keyWorld';
import { pairOf, setStage } from './support/stage';

const secret = 'demo-secret~right.01234567';
const [offline, unanswered] = [
  new UnreachableError('FetchToken', 'offline', 'auth.example', 'ENOTFOUND'),
  new UnprovedKeyError('key-1', { cause: new UnreachableError('GetAccessKey', 'offline', 'a.example', 'X') }),
];

function file(name: string, ...secrets: readonly string[]): RotatedUse {
  const pairs = secrets.map(keySecret => ({ keySecretName: 'SINCH_KEY_SECRET', keySecret }));
  return { uri: `file:///demo/${name}`, accessKeyId: 'key-1', pairs };
}

/** Claims about a key whose secret is `secret`; Sinch fails with `trouble` instead of an answer. */
function claimsAbout({ known, trouble }: { readonly known?: string; readonly trouble?: Error } = {}) {
  const tried: string[] = [];
  const log = new MemoryLog();
  const claims = new Claims(
    {
      log,
      prove: (project, { keyId, keySecret }, signal, waits) => {
        assert.deepEqual([project, keyId, waits], [projectId, 'key-1', []]);
        signal.throwIfAborted();
        tried.push(keySecret);
        if (trouble) return Promise.reject(trouble);
        const cause = new CredentialError('FetchToken', 'refused', 401);
        return keySecret === secret
          ? Promise.resolve()
          : Promise.reject(new UnprovedKeyError(keyId, { cause }));
      },
    },
    {
      keys: [{ projectId, accessKeyId: 'key-1', displayName: 'staging' }],
      secrets: new Map(known === undefined ? [] : [['key-1', known]]),
    },
  );
  return { claims, tried, log };
}

describe('What files claim to be the secret of a key', () => {
  const { signal } = new AbortController();

  it('counts once the key signed in with it, and is sent once however many files claim it', async () => {
    const { claims, tried } = claimsAbout();
    const [right, again, wrong] = [file('a', secret), file('b', secret), file('c', 'wrong-secret')];
    assert.equal(claims.riskOf(right)?.code, 'uncheckedClaim');
    await claims.check([wrong, right, again], signal);
    await claims.check([wrong, right, again], signal);
    assert.deepEqual(tried, ['wrong-secret', secret]);
    assert.deepEqual(
      [right, again, wrong, file('d', secret, 'another')].map(use => claims.riskOf(use)?.code),
      [undefined, undefined, 'rejectedClaim', 'rejectedClaim'],
    );
  });

  it('is not sent after another was proved: a key has one secret', async () => {
    const { claims, tried } = claimsAbout();
    const wrong = file('b', 'wrong-secret');
    await claims.check([file('a', secret), wrong], signal);
    assert.deepEqual(tried, [secret]);
    assert.equal(claims.riskOf(wrong)?.code, 'rejectedClaim');
  });

  it('is not sent where VS Code knows the secret, nor where a file claims none, nor for other keys', async () => {
    const known = claimsAbout({ known: secret });
    await known.claims.check([file('a', secret), file('b', 'wrong-secret')], signal);
    assert.deepEqual(known.tried, []);
    assert.equal(known.claims.riskOf(file('a', secret)), undefined);
    const { claims, tried } = claimsAbout();
    const none = [file('a'), file('b', ''), file('c', 'changeme'), file('d', 'op://vault/item')];
    await claims.check([...none, { ...file('e', 'other'), accessKeyId: 'key-2' }], signal);
    assert.deepEqual(tried, []);
    for (const use of none) assert.equal(claims.riskOf(use), undefined);
  });

  for (const [what, trouble] of [
    ['is offline', offline],
    ['says nothing of the pair', unanswered],
  ] as const) {
    it(`stays unchecked where Sinch ${what}, and the log says why without it`, async () => {
      const { claims, tried, log } = claimsAbout({ trouble });
      const uses = [file('a', secret), file('b', 'wrong-secret')];
      await claims.check(uses, signal);
      assert.equal(tried.length, 1);
      for (const use of uses) assert.equal(claims.riskOf(use)?.code, 'uncheckedClaim');
      assert.match(log.lines.join(), /key-1/);
      assert.ok(!log.lines.join().includes(secret));
    });
  }

  it('stays unchecked where the user cancels', async () => {
    const { claims, tried, log } = claimsAbout();
    await claims.check([file('a', secret)], AbortSignal.abort());
    assert.deepEqual([tried, log.lines], [[], []]);
    assert.equal(claims.riskOf(file('a', secret))?.code, 'uncheckedClaim');
  });

  it('is sent for a few files only where hundreds claim one each', async () => {
    const { claims, tried } = claimsAbout();
    const uses = Array.from({ length: 300 }, (_, index) => file(`${index}`, `claim-number-${index}`));
    await claims.check(uses, signal);
    assert.equal(tried.length, 5);
    assert.deepEqual(
      [uses[4], uses[5]].map(use => use && claims.riskOf(use)?.code),
      ['rejectedClaim', 'uncheckedClaim'],
    );
  });
});

describe('A rotation and a file that claims a secret', () => {
  type Answer = (uses: readonly RotatedUse[], request: PlanRequest) => Promise<readonly RotatedUse[]>;

  /** Rotates a key that the first file claims a wrong secret for, and the second the right one. */
  async function rotate(answer: Answer) {
    const { world, old } = await setStage({ ending: 'keep', signsIn: false });
    const [wrong = '', right = ''] = world.files.held.keys();
    const { accessKeyId, displayName } = old;
    world.files.held.set(wrong, { keyId: accessKeyId, keySecret: 'claimed-by-the-file' });
    const uses = [...world.files.held].map(([uri, { keySecret }]) => ({
      uri,
      accessKeyId,
      pairs: [{ keySecret }],
    }));
    const window = world.open();
    await rotateKey(
      window.rotation,
      answering(window, {
        listKeys: () => Promise.resolve(keysThere(world, false)),
        askForPlan: async request => ({
          name: request.name,
          ending: 'keep',
          files: await answer(uses, request),
        }),
      }),
      { projectId, accessKeyId, displayName },
    );
    const held = (uri: string) => world.files.held.get(uri);
    const made = world.sinch.named('staging 2026-01-31');
    assert.ok(made);
    return { wrong: held(wrong), right: held(right), old: pairOf(old), new: pairOf(made), window };
  }

  const claimed = 'claimed-by-the-file';

  it('writes the new secret only into the file whose claim was proved', async () => {
    const result = await rotate(async (uses, { claims }) => {
      await claims.check(uses, new AbortController().signal);
      return uses;
    });
    assert.deepEqual(result.right, result.new);
    assert.deepEqual(result.wrong, { ...result.old, keySecret: claimed });
  });

  it('writes it into none, and sends no claim, where nobody had the claims checked', async () => {
    const result = await rotate(uses => Promise.resolve(uses));
    assert.deepEqual(result.right, result.old);
    assert.deepEqual(result.wrong, { ...result.old, keySecret: claimed });
    // The new key only.
    assert.equal(result.window.gate.calls.filter(call => call === 'sinch.get').length, 1);
  });

  it('writes it into a file whose claim was rejected after the user agreed to just that', async () => {
    for (const agreed of ['uncheckedClaim', 'rejectedClaim']) {
      const result = await rotate(async (uses, { claims }) => {
        await claims.check(uses, new AbortController().signal);
        return uses.map(use => ({ ...use, agreed: [agreed] }));
      });
      assert.deepEqual(
        result.wrong,
        agreed === 'rejectedClaim' ? result.new : { ...result.old, keySecret: claimed },
      );
    }
  });

  it('leaves a file alone that was blank when it was chosen and claims a secret when it is changed', async () => {
    const result = await rotate(uses =>
      Promise.resolve(uses.map(use => ({ ...use, pairs: [{ keySecret: '' }] }))),
    );
    assert.deepEqual(result.right, result.old);
    assert.deepEqual(result.wrong, { ...result.old, keySecret: claimed });
  });
});
