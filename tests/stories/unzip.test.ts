import { expect, test } from 'vitest';
import { makeBomb } from '~tests/support/make-workbook';
import { readZip } from '~/lib/unzip.server';
import { writeZip } from '~/lib/zip.server';

const at = new Date('2026-01-01T00:00:00Z');
const zip = writeZip([
  { name: 'a.xml', content: Buffer.from('<a/>'), modifiedAt: at },
  { name: 'b.bin', content: Buffer.alloc(1_000), modifiedAt: at },
]);
const open = (file: Buffer, limits: Partial<Parameters<typeof readZip>[1]> = {}) =>
  readZip(file, { wanted: () => true, mostEntries: 10, mostBytes: 10_000, ...limits });

test('opens what is wanted, with or without a comment behind it', async () => {
  expect((await open(zip)).map(({ name, content }) => [name, content.length])).toEqual([
    ['a.xml', 4],
    ['b.bin', 1_000],
  ]);
  expect(await open(zip, { wanted: (name) => name.endsWith('.xml') })).toHaveLength(1);
  const commented = Buffer.concat([zip, Buffer.from('a comment')]);
  expect(await open(commented)).toHaveLength(2);
});

test('believes nothing of what a file says of its size, and stops at the limit', async () => {
  await expect(open(zip, { mostBytes: 1_003 })).rejects.toThrow('holds too much');
  await expect(open(zip, { mostEntries: 1 })).rejects.toThrow('too many parts');
  const began = performance.now();
  await expect(open(makeBomb(64))).rejects.toThrow('holds too much');
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await open(makeBomb(1), { mostBytes: 1024 * 1024 }))[0]?.content).toHaveLength(1024 * 1024);
});

test('what is broken or locked is refused, wherever it is cut', async () => {
  for (let length = 0; length < zip.length; length += 7)
    await expect(open(zip.subarray(0, length)), `${length} bytes`).rejects.toThrow('it is');
  const locked = Buffer.from(zip);
  locked.writeUInt16LE(1, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
  await expect(open(locked)).rejects.toThrow('locked');
  const pointing = Buffer.from(zip);
  pointing.writeUInt32LE(0xffffff, pointing.length - 6);
  await expect(open(pointing)).rejects.toThrow('broken');
});
