const entryHead = 40;
const flagsLength = 2;
const extendedFlag = 0x4000;
/** Bytes of a SHA-1 and a SHA-256 hash: the index doesn't say which of them it uses. */
const hashLengths = [20, 32] as const;
/** The limit for one path, as on most systems. */
const maxPathBytes = 4096;
/** The limit for all paths: the largest repositories have some 30 MB. In version 4, a short entry can be a long one. */
const maxBytes = 64 * 1024 * 1024;
/** Of the largest repositories, with room. */
const maxEntries = 1_000_000;
/** So many entries are read before the extension host does what else waits: that takes a few milliseconds. */
const entriesATurn = 2000;
/** Git knows about ten, and writes each at most once. */
const maxExtensions = 64;

/**
 * The paths of the files that Git tracks, relative to the repository's top folder, with `/` between their parts. Reads
 * versions 2 to 4 of the index. Undefined for anything else, if the paths are longer than those of any repository, and
 * if the index doesn't list all files because it is split or sparse.
 * @param index the content of the file `index` in the folder `.git`
 * @param written how a path is to be written in the result; as it is by default
 */
export async function indexedPaths(
  index: Uint8Array,
  written: (path: string) => string = path => path,
): Promise<ReadonlySet<string> | undefined> {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4 || bytes.readUInt32BE(8) > maxEntries) return undefined;
  for (const hashLength of hashLengths) {
    const read = await readEntries(bytes, { version, hashLength, written });
    if (read && endsWell(bytes, read.end, hashLength)) return read.paths;
  }
  return undefined;
}

interface Entries {
  readonly paths: ReadonlySet<string>;
  /** The offset in bytes at which the entries end. */
  readonly end: number;
}

interface ReadOptions {
  readonly version: number;
  readonly hashLength: number;
  readonly written: (path: string) => string;
}

async function readEntries(
  bytes: Buffer,
  { version, hashLength, written }: ReadOptions,
): Promise<Entries | undefined> {
  const paths = new Set<string>();
  const count = bytes.readUInt32BE(8);
  let previous: Buffer = Buffer.alloc(0);
  let at = 12;
  let decoded = 0;
  for (let entry = 0; entry < count; entry++) {
    if (entry % entriesATurn === entriesATurn - 1) await new Promise(setImmediate);
    const flagsAt = at + entryHead + hashLength;
    if (flagsAt + flagsLength > bytes.length) return undefined;
    const isExtended = version > 2 && (bytes.readUInt16BE(flagsAt) & extendedFlag) !== 0;
    const nameAt = flagsAt + (isExtended ? 2 : 1) * flagsLength;
    const kept =
      version === 4 ? keptOf(previous, bytes, nameAt) : { start: previous.subarray(0, 0), end: nameAt };
    const nameEnd = kept ? bytes.indexOf(0, kept.end) : -1;
    if (!kept || nameEnd === -1) return undefined;
    const length = kept.start.length + nameEnd - kept.end;
    decoded += length;
    if (length === 0 || length > maxPathBytes || decoded > maxBytes) return undefined;
    previous = Buffer.concat([kept.start, bytes.subarray(kept.end, nameEnd)]);
    paths.add(written(previous.toString()));
    // Up to version 3, an entry is padded with at least one NUL to a multiple of eight bytes.
    at = version === 4 ? nameEnd + 1 : at + 8 * (Math.floor((nameEnd - at) / 8) + 1);
  }
  return { paths, end: at };
}

/**
 * In version 4, the start that a path shares with the previous one: without as many bytes at its end as the number at
 * offset `at` says. Undefined if the number is cut off or too big.
 */
function keptOf(
  previous: Buffer,
  bytes: Buffer,
  at: number,
): { readonly start: Buffer; readonly end: number } | undefined {
  let dropped = -1;
  let end = at;
  let byte: number | undefined;
  do {
    byte = bytes[end];
    if (byte === undefined || dropped > previous.length) return undefined;
    dropped = (dropped + 1) * 128 + (byte & 0x7f);
    end += 1;
  } while (byte & 0x80);
  if (dropped > previous.length) return undefined;
  return { start: previous.subarray(0, previous.length - dropped), end };
}

/**
 * Whether only optional extensions and a checksum follow the entries. An extension whose name begins with a lowercase
 * letter isn't optional: without it, the index can't be understood.
 */
function endsWell(bytes: Buffer, from: number, hashLength: number): boolean {
  const end = bytes.length - hashLength;
  let at = from;
  for (let count = 0; at + 8 <= end; count++) {
    if (count === maxExtensions || !/^[A-Z]/.test(bytes.toString('latin1', at, at + 1))) return false;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return at === end;
}
