import { crc32 } from 'node:zlib';

export type ZipEntry = { name: string; content: Buffer; modifiedAt: Date };

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const STORED = 0;

/** A ZIP file of entries as they are. What goes in is compressed already (PDF), so it is stored, not deflated again. At most 65,535 entries and 4 GB. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const about = describe(entry, name);
    const file = Buffer.concat([u32(0x04034b50), about, name, entry.content]);
    // Comment length, disk, attributes inside and outside, where the file starts.
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(VERSION), about, u16(0), u16(0), u16(0), u32(0), u32(offset), name]),
    );
    files.push(file);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(entries.length),
    u16(entries.length),
    u32(index.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...files, index, end]);
}

/** The fields that an entry's own header and the directory share. */
function describe({ content, modifiedAt }: ZipEntry, name: Buffer): Buffer {
  const time = (modifiedAt.getUTCHours() << 11) | (modifiedAt.getUTCMinutes() << 5) | (modifiedAt.getUTCSeconds() >> 1);
  const date =
    ((modifiedAt.getUTCFullYear() - 1980) << 9) | ((modifiedAt.getUTCMonth() + 1) << 5) | modifiedAt.getUTCDate();
  const size = u32(content.length);
  return Buffer.concat([
    u16(VERSION),
    u16(UTF8_NAMES),
    u16(STORED),
    u16(time),
    u16(date),
    u32(crc32(content)),
    size,
    size,
    u16(name.length),
    u16(0),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
