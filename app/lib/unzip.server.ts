import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { ZipEntry } from './zip.server';

const inflate = promisify(inflateRaw);

/** It is no ZIP file, or not one that is opened here: too much in it, encrypted, of a kind nobody uses for documents. */
export class UnreadableZip extends Error {
  override name = 'UnreadableZip';
}

export type UnzipLimits = {
  /** Which entries are opened; the others stay packed. */
  wanted: (name: string) => boolean;
  mostEntries: number;
  /** What the opened ones come to together, counted while they are opened: what the file says of itself is not believed. */
  mostBytes: number;
};

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 0x0001;
const STORED = 0;
const DEFLATED = 8;
/** The first time that a ZIP file knows; nobody asks for theirs. */
const BEGINNING = new Date('1980-01-01T00:00:00Z');

/** Opens a ZIP file within limits. A bomb is given up on as soon as it goes beyond them. */
export async function readZip(file: Buffer, { wanted, mostEntries, mostBytes }: UnzipLimits): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let left = mostBytes;
  for (const packed of readDirectory(file, mostEntries).filter(({ name }) => wanted(name))) {
    const content = await open(file, packed, left);
    left -= content.length;
    entries.push({ name: packed.name, content, modifiedAt: BEGINNING });
  }
  return entries;
}

type Packed = { name: string; flags: number; method: number; size: number; at: number };

function readDirectory(file: Buffer, mostEntries: number): Packed[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw new UnreadableZip('it has too many parts');
  let at = file.readUInt32LE(end + 16);
  const entries: Packed[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY) throw new UnreadableZip('it is broken');
    const nameLength = file.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      size: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries;
}

/** Where the directory is said to be, looked for from the end, since a comment may follow. */
function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= first; at--) if (file.readUInt32LE(at) === END) return at;
  throw new UnreadableZip('it is no ZIP file');
}

async function open(file: Buffer, { name, flags, method, size, at }: Packed, mostBytes: number): Promise<Buffer> {
  if (flags & ENCRYPTED) throw new UnreadableZip('it is locked with a password');
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw new UnreadableZip('it is broken');
  const begins = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(begins, begins + size);
  if (packed.length !== size) throw new UnreadableZip('it is broken');
  if (method === STORED && size <= mostBytes) return packed;
  if (method === STORED) throw new UnreadableZip('it holds too much');
  if (method !== DEFLATED || mostBytes < 1) throw new UnreadableZip('it holds too much');
  try {
    return await inflate(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UnreadableZip(tooMuch ? 'it holds too much' : `its part ${name.slice(0, 40)} is broken`);
  }
}
