import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { writeZip } from './zip.server';

/** Reads a ZIP as programs do: from the end, over the directory, to the files. */
function readZip(zip: Buffer): { name: string; content: string }[] {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = zip.readUInt16LE(at + 28);
    const [crc, size, offset] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength;
    expect(zip.readUInt32LE(offset)).toBe(0x04034b50);
    const start = offset + 30 + zip.readUInt16LE(offset + 26);
    const content = zip.subarray(start, start + size);
    expect(crc32(content)).toBe(crc);
    return { name, content: content.toString() };
  });
}

it('writes files that come out as they went in', () => {
  const modifiedAt = new Date('2026-03-05T21:14:00Z');
  const entries = [
    { name: 'R-2026-000031.pdf', content: 'one' },
    { name: 'Účtenka.pdf', content: 'two'.repeat(1000) },
    { name: 'empty.pdf', content: '' },
  ];
  expect(
    readZip(writeZip(entries.map(({ name, content }) => ({ name, content: Buffer.from(content), modifiedAt })))),
  ).toEqual(entries);
  expect(readZip(writeZip([]))).toEqual([]);
});
