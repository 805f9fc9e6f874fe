import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { SheetData } from 'read-excel-file/node';
import { readZip, UnreadableZip } from '~/lib/unzip.server';
import { writeZip } from '~/lib/zip.server';
import { UnreadableFile, type FileRecord } from './read-records.server';

/** Far more than a table of fifty thousand rows comes to, and little for a computer. */
const MOST_BYTES = 60 * 1024 * 1024;
const MOST_PARTS = 500;
const MOST_MEMORY_MB = 600;
const LONGEST_MS = 20_000;
/** One row more than the largest table has, so that whoever takes it can say that it is too long. */
const MOST_ROWS = 50_001;
const MOST_COLUMNS = 100;
/** A text that stands in many cells is one for the reader, and as many as there are cells once it is handed over. */
const MOST_CHARACTERS = 30_000_000;

/** Whether a file begins as every workbook (XLSX) does. */
export function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
}

/**
 * The rows of the first sheet of a workbook, with their lines. It is opened here first, within limits, and packed anew:
 * the reader never sees what was sent, only an archive that holds what it says, without document types (XXE). Values
 * are read, formulas are not run.
 */
export async function readWorkbook(bytes: Buffer): Promise<FileRecord[]> {
  const rows = await alone(async () => readApart(await repack(bytes)));
  return rows
    .map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: a workbook may take all the memory that one is given. */
function alone<T>(read: () => Promise<T>): Promise<T> {
  const turn = last.then(read, read);
  last = turn.catch(() => undefined);
  return turn;
}

async function repack(bytes: Buffer): Promise<Buffer> {
  const wanted = (name: string) => /\.(xml|rels)$/.test(name);
  try {
    const entries = await readZip(bytes, { wanted, mostEntries: MOST_PARTS, mostBytes: MOST_BYTES });
    if (entries.some(({ content }) => content.includes('<!DOCTYPE') || content.includes('<!ENTITY')))
      throw new UnreadableZip('it names other documents');
    return writeZip(entries);
  } catch (error) {
    if (error instanceof UnreadableZip) throw new UnreadableFile(`the workbook cannot be opened: ${error.message}`);
    throw error;
  }
}

const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { reader, packed, mostRows, mostColumns, mostCharacters } = workerData;
  const tooMuch = (rows) => {
    if (rows.length > mostRows) return 'it has more than ' + (mostRows - 1).toLocaleString('en-US') + ' rows';
    let characters = 0;
    for (const cells of rows) {
      if (cells.length > mostColumns) return 'it has ' + cells.length + ' columns; ' + mostColumns + ' at most';
      for (const cell of cells) if (typeof cell === 'string') characters += cell.length;
      if (characters > mostCharacters) return 'it holds too much text';
    }
    return null;
  };
  require(reader).readSheet(Buffer.from(packed), 1).then((rows) => {
    const refused = tooMuch(rows);
    parentPort.postMessage(refused ? { refused } : { rows });
  });`;
type Answer = { rows: SheetData; refused?: undefined } | { refused: string };

/**
 * Reads it in a thread of its own, with a memory of its own: a large sheet takes seconds, in which others are served. What
 * is more than a table comes to is refused there, before it is handed over.
 */
function readApart(packed: Buffer): Promise<SheetData> {
  const reader = createRequire(import.meta.url).resolve('read-excel-file/node');
  const thread = new Worker(THREAD, {
    eval: true,
    execArgv: [],
    workerData: {
      reader,
      packed,
      mostRows: MOST_ROWS,
      mostColumns: MOST_COLUMNS,
      mostCharacters: MOST_CHARACTERS,
    },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  return new Promise<SheetData>((resolve, reject) => {
    const refuse = (why: string) => reject(new UnreadableFile(why));
    const timer = setTimeout(() => refuse('the workbook takes too long to read'), LONGEST_MS);
    thread.once('message', (answer: Answer) =>
      answer.refused === undefined ? resolve(answer.rows) : refuse(answer.refused),
    );
    thread.once('error', () => refuse('the workbook has no sheet that can be read'));
    thread.once('exit', () => {
      clearTimeout(timer);
      refuse('the workbook has no sheet that can be read');
    });
  }).finally(() => void thread.terminate());
}

function cellText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
