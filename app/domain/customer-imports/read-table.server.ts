import { findDelimiter } from '~/domain/invoice-files/column-mapping';
import {
  readHeaderLine,
  readRecords,
  UnreadableFile,
  type FileRecord,
} from '~/domain/invoice-files/read-records.server';
import { isWorkbook, readWorkbook } from '~/domain/invoice-files/read-workbook.server';

/** The rows of a CSV file or a workbook, header included, with their lines. Throws UnreadableFile for what is neither. */
export async function readTable(bytes: Buffer): Promise<FileRecord[]> {
  if (isWorkbook(bytes)) return readWorkbook(bytes);
  const text = asUtf8(bytes);
  if (text.includes(0)) throw new UnreadableFile('it is neither a CSV file nor a workbook');
  const delimiter = findDelimiter(await readHeaderLine(text));
  if (!delimiter) throw new UnreadableFile('the first line has no columns; separate them by comma, semicolon or tab');
  const rows: FileRecord[] = [];
  for await (const record of readRecords(text, delimiter)) rows.push(record);
  return rows;
}

/** Spreadsheets also save as UTF-16, and say so with the first two bytes. */
function asUtf8(bytes: Buffer): Buffer {
  const mark = bytes.readUInt16BE(0);
  if (mark !== 0xfffe && mark !== 0xfeff) return bytes;
  const text = new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  return Buffer.from(text, 'utf8');
}
