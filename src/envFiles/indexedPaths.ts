const entryHead = 40;
const flagsLength = 2;
const extendedFlag = 0x4000;
/** Lengths of SHA-1 and SHA-256: the index does not say which of them names its objects. */
const hashLengths = [20, 32] as const;
/** Of one path, as on most systems. */
const maxPathBytes = 4096;
/** Of all paths together: the largest repositories have some 30 MB. In version 4, an entry of a few bytes may stand for many. */
const maxBytes = 64 * 1024 * 1024;

/**
 * The paths in a repository's index: of the files Git tracks, seen from the top folder, with `/` between their parts.
 * Knows versions 2 to 4. Undefined for anything else, where the paths are longer than those of any repository, and where
 * the index is not all there is to know: where it is split, or sparse.
 * @param index what the file `index` in the folder `.git` holds
 */
export function indexedPaths(index: Uint8Array): ReadonlySet<string> | undefined {
  const bytes = Buffer.from(index.buffer, index.byteOffset, index.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  for (const hashLength of hashLengths) {
    const read = readEntries(bytes, version, hashLength);
    if (read && endsWell(bytes, read.end, hashLength)) return read.paths;
  }
  return undefined;
}

interface Entries {
  readonly paths: ReadonlySet<string>;
  /** Where the entries end. */
  readonly end: number;
}

function readEntries(bytes: Buffer, version: number, hashLength: number): Entries | undefined {
  const paths = new Set<string>();
  const count = bytes.readUInt32BE(8);
  let previous: Buffer = Buffer.alloc(0);
  let at = 12;
  let decoded = 0;
  for (let entry = 0; entry < count; entry++) {
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
    if (length > maxPathBytes || decoded > maxBytes) return undefined;
    previous = Buffer.concat([kept.start, bytes.subarray(kept.end, nameEnd)]);
    paths.add(previous.toString());
    // Up to version 3, an entry is filled up with NULs, at least one, to a multiple of eight bytes.
    at = version === 4 ? nameEnd + 1 : at + 8 * (Math.floor((nameEnd - at) / 8) + 1);
  }
  return { paths, end: at };
}

/** In version 4, what a path has from the one before: all but as many bytes of its end as the number at `at` says. */
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
 * Whether nothing but extensions and a checksum follows the entries. One whose name begins with a small letter has to be
 * understood by those who read the index.
 */
function endsWell(bytes: Buffer, from: number, hashLength: number): boolean {
  const end = bytes.length - hashLength;
  let at = from;
  while (at + 8 <= end) {
    if (!/^[A-Z]/.test(bytes.toString('latin1', at, at + 1))) return false;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return at === end;
}
