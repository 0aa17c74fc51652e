import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPageTokens } from '../../emulator/pageTokens';
import { anna, carla, errorBody, north, projectOf, south, twoProjects } from './seeds';
import { withEmulator, type EmulatorClient } from './withEmulator';

interface Page {
  readonly accessKeys?: readonly { readonly accessKeyId: string }[];
  readonly nextPageToken?: string;
}

const firstKey = { accessKeyId: 'key-1', secret: 'secret-1' };
const malformed = errorBody(400, 'INVALID_ARGUMENT', 'Request is malformed');

async function list(client: EmulatorClient, token: string, query: string, path = north): Promise<Page> {
  const { status, json } = await client.call('GET', `${path}?${query}`, { token });
  assert.equal(status, 200);
  return json as Page;
}

function ids({ accessKeys = [] }: Page): readonly string[] {
  return accessKeys.map(({ accessKeyId }) => accessKeyId);
}

describe('paging of the emulator', () => {
  it('gives every key once, whatever the page size, and an empty token at the end', async () => {
    await withEmulator({ seed: projectOf(5) }, async client => {
      const token = await client.signIn(firstKey);
      for (const pageSize of [1, 2, 4, 5, 1000]) {
        const pages = [await list(client, token, `pageSize=${pageSize}`)];
        for (let next = pages[0]?.nextPageToken; next; next = pages.at(-1)?.nextPageToken)
          pages.push(await list(client, token, `pageSize=${pageSize}&pageToken=${next}`));

        assert.deepEqual(pages.flatMap(ids), ['key-1', 'key-2', 'key-3', 'key-4', 'key-5']);
        assert.equal(pages.length, Math.ceil(5 / pageSize));
        assert.equal(pages.at(-1)?.nextPageToken, '');
      }
    });
  });

  it('gives a hundred keys where no size is asked for', async () => {
    await withEmulator({ seed: projectOf(101) }, async client => {
      const token = await client.signIn(firstKey);
      const first = await list(client, token, '');
      assert.equal(first.accessKeys?.length, 100);
      const { nextPageToken = '' } = first;
      assert.deepEqual(ids(await list(client, token, `pageToken=${nextPageToken}`)), ['key-101']);
    });
  });

  it('goes on after the same key when keys go and come between two pages', async () => {
    await withEmulator({ seed: projectOf(4) }, async client => {
      const token = await client.signIn(firstKey);
      const { nextPageToken = '' } = await list(client, token, 'pageSize=2');
      await client.call('DELETE', `${north}/key-2`, { token });
      await client.call('POST', north, { token, body: { displayName: 'late' } });
      const late = client.emulator.keys('north').at(-1)?.accessKeyId;
      assert.deepEqual(ids(await list(client, token, `pageToken=${nextPageToken}`)), [
        'key-3',
        'key-4',
        late,
      ]);
    });
  });

  it('leaves the fields of an empty list out', async () => {
    await withEmulator({ seed: twoProjects, deletedKeyGrace: 60 }, async client => {
      const token = await client.signIn(carla);
      await client.call('DELETE', `${south}/key-carla`, { token });
      assert.deepEqual(await list(client, token, '', south), {});
    });
  });

  it('refuses page sizes that are not whole numbers from 1 to 1000', async () => {
    await withEmulator({ seed: projectOf(1) }, async ({ call, signIn }) => {
      const token = await signIn(firstKey);
      for (const pageSize of ['0', '1001', '-1', '1.5', 'ten', '', '1e2', '0x10']) {
        const { status, json } = await call('GET', `${north}?pageSize=${pageSize}`, { token });
        assert.deepEqual([pageSize, status, json], [pageSize, 400, malformed]);
      }
    });
  });

  it('refuses forged page tokens, and those of another project', async () => {
    await withEmulator({ seed: twoProjects }, async client => {
      const token = await client.signIn(anna);
      const { nextPageToken = '' } = await list(client, token, 'pageSize=1');
      const changed = (nextPageToken.startsWith('A') ? 'B' : 'A') + nextPageToken.slice(1);
      for (const forged of ['2', 'x.y', '.', changed]) {
        const { status, json } = await client.call('GET', `${north}?pageToken=${forged}`, { token });
        assert.deepEqual([forged, status, json], [forged, 400, malformed]);
      }
      const elsewhere = { token: await client.signIn(carla) };
      assert.equal((await client.call('GET', `${south}?pageToken=${nextPageToken}`, elsewhere)).status, 400);
    });
  });

  it('reads a page token back for its own project only', () => {
    const pageTokens = createPageTokens();
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (project, other, position) => {
        const token = pageTokens.issue(project, position);
        assert.equal(pageTokens.read(project, token), position);
        assert.equal(pageTokens.read(other, token), other === project ? position : undefined);
        assert.equal(pageTokens.read(project, other), undefined);
        assert.equal(createPageTokens().read(project, token), undefined);
      }),
    );
  });
});
