import { inflateSync } from 'node:zlib';

const CHANNELS: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS = [1, 2, 4, 8, 16];
const HEAD_BYTES = 8;
const MOST_FILTER = 4;

/**
 * Whether a PNG is whole: every chunk within the file, and pixels that unpack to exactly the rows that its head
 * promises. What draws PDFs reads it in a callback whose error nobody could catch, and would follow a chunk's length
 * anywhere. Interlaced ones are left out, as it draws them slowly. Source: PNG specification, 5.3, 9.2, 10.1 and 11.2.
 */
export function isWholePng(content: Uint8Array): boolean {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const packed: Buffer[] = [];
  let ended = false;
  for (let at = HEAD_BYTES; !ended;) {
    if (at + 12 > file.length) return false;
    const [length, type] = [file.readUInt32BE(at), file.toString('latin1', at + 4, at + 8)];
    const next = at + 12 + length;
    if (next > file.length || (type === 'IHDR') !== (at === HEAD_BYTES)) return false;
    if (type === 'IDAT') packed.push(file.subarray(at + 8, at + 8 + length));
    ended = type === 'IEND';
    at = next;
  }
  return hasItsRows(file, Buffer.concat(packed));
}

function hasItsRows(file: Buffer, packed: Buffer): boolean {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, color, interlace] = [file.readUInt8(24), file.readUInt8(25), file.readUInt8(28)];
  const channels = CHANNELS[color];
  if (channels === undefined || !DEPTHS.includes(depth) || interlace !== 0 || width === 0 || height === 0) return false;
  if (color === 3 && !file.includes('PLTE', HEAD_BYTES, 'latin1')) return false;
  const rowBytes = 1 + Math.ceil((width * channels * depth) / 8);
  const rows = inflateOrNull(packed, rowBytes * height);
  if (rows?.length !== rowBytes * height) return false;
  return Array.from({ length: height }, (_, row) => rows[row * rowBytes] ?? Infinity).every(
    (filter) => filter <= MOST_FILTER,
  );
}

function inflateOrNull(packed: Buffer, mostBytes: number): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: mostBytes });
  } catch {
    return null;
  }
}
