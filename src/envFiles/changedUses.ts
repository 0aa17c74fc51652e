import { isDeepStrictEqual } from 'node:util';
import { kindOf } from './searchHit';

/** A saved file that has a key ID. */
export interface IndexedUse {
  /** Its URI. */
  readonly uri: string;
  /** The 0-based lines with the ID. */
  readonly lines: readonly number[];
}

/** The lines of each key ID in the files found, by the URIs of the files. */
export type FoundUses = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

export interface LookedAt {
  /** The IDs that were looked for. */
  readonly keyIds: readonly string[];
  /** The URIs of the files and folders that were looked at; undefined for all. */
  readonly only: readonly string[] | undefined;
}

/** More files don't use keys in earnest, and would keep the extension host busy with each change. */
export const mostFiles = 1000;

/** Nor do so many files, each counted once for each key it has. */
const mostUses = 20_000;

export class TooManyUses extends Error {
  constructor() {
    super(`More than ${mostFiles} files have the ID of a key, or ${mostUses} the IDs of all keys.`);
  }
}

/** The uses of the keys whose uses aren't what they were before some files were looked at, `.env` files first. @throws TooManyUses */
export function changedUses(
  usesOf: (keyId: string) => readonly IndexedUse[] | undefined,
  { keyIds, only }: LookedAt,
  found: FoundUses,
): ReadonlyMap<string, readonly IndexedUse[]> {
  const looked = new Set(only);
  const after = new Map<string, IndexedUse[]>();
  let count = 0;
  for (const keyId of keyIds) {
    const kept = only ? (usesOf(keyId) ?? []).filter(({ uri }) => !isAtOrBelow(uri, looked)) : [];
    const others = [...found].flatMap(([uri, lines]) => {
      const ofKey = lines.get(keyId);
      return ofKey ? [{ uri, lines: ofKey }] : [];
    });
    const uses = [...kept, ...others];
    count += uses.length;
    if (uses.length > mostFiles || count > mostUses) throw new TooManyUses();
    after.set(keyId, uses);
  }
  const places = placesOf(after.values());
  const placeOf = ({ uri }: IndexedUse): number => places.get(uri) ?? 0;
  for (const [keyId, uses] of after) {
    uses.sort((a, b) => placeOf(a) - placeOf(b));
    if (isDeepStrictEqual(usesOf(keyId), uses)) after.delete(keyId);
  }
  return after;
}

/** The place of each file among all, by its URI. Told once for all keys: to compare names takes long. */
function placesOf(all: Iterable<readonly IndexedUse[]>): ReadonlyMap<string, number> {
  const uris = new Set([...all].flatMap(uses => uses.map(({ uri }) => uri)));
  const ranked = [...uris].map(uri => ({ uri, rank: rankOf(uri) }));
  ranked.sort((a, b) => a.rank - b.rank || a.uri.localeCompare(b.uri) || (a.uri < b.uri ? -1 : 1));
  return new Map(ranked.map(({ uri }, place) => [uri, place]));
}

function rankOf(uri: string): number {
  return kindOf(decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))) === 'env' ? 0 : 1;
}

/** Whether a URI, or that of a folder it is in, is one of these. */
function isAtOrBelow(uri: string, places: ReadonlySet<string>): boolean {
  for (let place = uri; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('/'), 0)))
    if (places.has(place)) return true;
  return false;
}
