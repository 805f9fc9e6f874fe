import { expect, test } from 'vitest';
import { readPicture } from './logo';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const png = (width: number[], height: number[]) =>
  bytes(PNG_START, [0, 0, 0, 13], 'IHDR', width, height, [8, 6, 0, 0, 0], [0, 0, 0, 0]);

test('a PNG tells its size', () => {
  expect(readPicture(png([0, 0, 1, 0], [0, 0, 0, 64]))).toEqual({ type: 'image/png', width: 256, height: 64 });
});

test('a JPEG tells its size, after whatever segments stand before', () => {
  const app0 = [0xff, 0xe0, 0, 4, 1, 2];
  const frame = [0xff, 0xc2, 0, 11, 8, 1, 44, 2, 88, 3, 1, 1, 1];
  expect(readPicture(bytes([0xff, 0xd8], app0, frame))).toEqual({ type: 'image/jpeg', width: 600, height: 300 });
});

test.each([
  ['nothing', bytes()],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a GIF', bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0])],
  ['a PNG cut off in its head', bytes(PNG_START, [0, 0, 0, 13])],
  ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9, 0, 0, 0, 0])],
  ['a JPEG whose segments lie', bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0, 0, 0, 0, 0])],
])('%s is no picture', (_what, content) => {
  expect(readPicture(content)).toBeNull();
});
