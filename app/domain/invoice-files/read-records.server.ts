import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

export type FileRecord = { line: number; cells: string[] } | { line: number; unreadable: string };

/** A row longer than this is a quote that was never closed, not a row. */
const MAX_RECORD_BYTES = 100_000;
const HEADER_BYTES = 65_536;

/** The file cannot be read as a table at all; the message names the line where it can. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** The first line, without its byte order mark. */
export async function readHeaderLine(file: string | Buffer): Promise<string> {
  const begins = typeof file === 'string' ? await readBeginning(file) : file.subarray(0, HEADER_BYTES);
  return (
    begins
      .toString('utf8')
      .replace(/^\u{feff}/u, '')
      .split(/\r\n|\r|\n/, 1)[0] ?? ''
  );
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFile(
      error.code === 'ENOENT' ? `there is no file ${path}` : `cannot open ${path}: ${error.message}`,
    );
  });
  try {
    if (!(await file.stat()).isFile()) throw new UnreadableFile(`${path} is not a file`);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEADER_BYTES) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The rows of the file, on disk or as it was sent, with the lines they begin on, header included, one after the other: memory does not grow
 * with the file. A row with a stray quote comes as unreadable and the next is read as usual.
 */
export async function* readRecords(
  file: string | Buffer,
  delimiter: string,
  onBytes?: (bytes: Buffer) => void,
): AsyncGenerator<FileRecord> {
  const skipped: { line: number; unreadable: string }[] = [];
  let fatal: UnreadableFile | undefined;
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_RECORD_BYTES,
    on_skip: (error) => {
      // It has swallowed the rest of the file, so it is no matter of one row.
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED')
        fatal = new UnreadableFile(`a quote is opened on line ${openingLine(error)} and never closed`);
      else if (error && skipped.at(-1)?.line !== error['lines'])
        skipped.push({ line: Number(error['lines'] ?? 0), unreadable: reasonOf(error) });
      return undefined;
    },
  });
  const bytes: Readable = typeof file === 'string' ? createReadStream(file) : Readable.from([file]);
  if (onBytes) bytes.on('data', (chunk: Buffer | string) => onBytes(Buffer.from(chunk)));
  bytes.on('error', (error: Error) => parser.destroy(error));
  try {
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = info.lines - lineBreaksIn(record);
      // The parser runs ahead of us: what it skipped may stand further down.
      while (skipped[0] && skipped[0].line < line) yield* skipped.splice(0, 1);
      yield { line, cells: record };
    }
    yield* skipped;
    if (fatal) throw fatal;
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFile(error.message);
    throw error;
  } finally {
    bytes.destroy();
  }
}

function reasonOf(error: CsvError): string {
  return error.code === 'CSV_INVALID_CLOSING_QUOTE' || error.code === 'INVALID_OPENING_QUOTE'
    ? 'a quote stands in the middle of a cell'
    : error.message;
}

function openingLine(error: CsvError): string {
  return /at line (\d+)/.exec(error.message)?.[1] ?? '?';
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
