import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isWholePng } from './check-png.server';

const START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer, length = data.length): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}

function head({ width = 2, height = 2, depth = 8, color = 6, interlace = 0 } = {}): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, color, 0, 0, interlace], 8);
  return chunk('IHDR', data);
}

const rows = (count: number, bytes: number, filter = 0) =>
  Buffer.concat(Array.from({ length: count }, () => Buffer.concat([Buffer.from([filter]), Buffer.alloc(bytes, 7)])));
const pixels = (data: Buffer) => chunk('IDAT', deflateSync(data));
const END = chunk('IEND', Buffer.alloc(0));
const png = (...chunks: Buffer[]) => Buffer.concat([START, ...chunks]);

describe('a PNG that is whole', () => {
  test.each([
    ['with colours and transparency', png(head(), pixels(rows(2, 8)), END)],
    [
      'in several pieces, with words beside them',
      png(head(), chunk('tEXt', Buffer.from('a')), pixels(rows(2, 8)), END),
    ],
    [
      'with a palette of one bit',
      png(head({ depth: 1, color: 3 }), chunk('PLTE', Buffer.alloc(6)), pixels(rows(2, 1)), END),
    ],
    [
      'with every filter',
      png(head({ height: 5 }), pixels(Buffer.concat([0, 1, 2, 3, 4].map((filter) => rows(1, 8, filter)))), END),
    ],
  ])('%s', (_what, content) => {
    expect(isWholePng(content)).toBe(true);
  });
});

describe('a PNG that is not', () => {
  test.each([
    ['cut off', png(head(), pixels(rows(2, 8)))],
    ['pixels that are no pixels', png(head(), chunk('IDAT', Buffer.from('nonsense')), END)],
    ['too few rows', png(head(), pixels(rows(1, 8)), END)],
    ['far too many rows', png(head(), pixels(Buffer.alloc(50_000_000)), END)],
    ['a filter that there is not', png(head(), pixels(rows(2, 8, 9)), END)],
    ['a chunk longer than the file', png(head(), chunk('abcd', Buffer.alloc(0), 0xfffffff4), END)],
    ['a palette picture without a palette', png(head({ color: 3 }), pixels(rows(2, 2)), END)],
    ['interlaced', png(head({ interlace: 1 }), pixels(rows(2, 8)), END)],
    ['an odd kind of colour', png(head({ color: 5 }), pixels(rows(2, 8)), END)],
    ['nothing', png()],
  ])('%s', (_what, content) => {
    expect(isWholePng(content)).toBe(false);
  });
});
