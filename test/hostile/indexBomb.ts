/**
 * A Git index in version 4 whose entries each keep almost all of the path before them: some bytes an entry, and a path
 * of many kilobytes each once it is decoded.
 */
export function indexBomb(): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC');
  head.writeUInt32BE(4, 4);
  const first = Buffer.concat([entry(), varint(0), Buffer.alloc(60_000, 'a'), Buffer.from([0])]);
  const further = Buffer.concat([entry(), varint(0), Buffer.from('b'), Buffer.from([0])]);
  const count = 25_000;
  head.writeUInt32BE(count + 1, 8);
  return Buffer.concat([head, first, ...Array<Buffer>(count).fill(further), Buffer.alloc(20)]);
}

/** An entry up to its path: times, owner and size, name of the object, flags. */
function entry(): Buffer {
  return Buffer.alloc(62);
}

/** As Git writes how much of the path before is cut off. */
function varint(value: number): Buffer {
  return Buffer.from([value]);
}
