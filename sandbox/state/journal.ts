import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** One change: account, kind, id, and the row after it (null: the row is gone). */
export type Change = [account: string, kind: string, id: string, row: object | null];

const FILE = 'journal.jsonl';
const LINES_PER_WRITE = 500;

/**
 * Everything the gateway knows, as lines of changes on disk. A line is one request's work, written before its
 * answer leaves, so a killed process forgets nothing it has said. The page cache survives the process, therefore
 * no fsync: only a machine losing power could lose the last moments, which a test gateway may.
 */
export class Journal {
  private file: number | null = null;

  constructor(private readonly dataDir: string | null) {}

  /** A torn last line is an answer that was never given: it is dropped. */
  read(apply: (change: Change) => void): void {
    if (!this.dataDir) return;
    const path = join(this.dataDir, FILE);
    if (!existsSync(path)) return;
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.forEach((line, at) => {
      if (line === '') return;
      let changes: Change[];
      try {
        changes = JSON.parse(line) as Change[];
      } catch (error) {
        if (at >= lines.length - 2) return;
        throw new Error(`${path} is damaged at line ${at + 1}`, { cause: error });
      }
      changes.forEach(apply);
    });
  }

  /** Replaces history by the present. The rename is atomic: a crash leaves the old file or the new one. */
  compact(present: Iterable<Change>): void {
    if (!this.dataDir) return;
    this.close();
    mkdirSync(this.dataDir, { recursive: true });
    const path = join(this.dataDir, FILE);
    const next = openSync(`${path}.next`, 'w');
    let lines: string[] = [];
    for (const change of present) {
      if (lines.push(JSON.stringify([change])) < LINES_PER_WRITE) continue;
      writeAll(next, lines);
      lines = [];
    }
    writeAll(next, lines);
    closeSync(next);
    renameSync(`${path}.next`, path);
    this.file = openSync(path, 'a');
  }

  append(changes: Change[]): void {
    if (this.file === null) return;
    const { size } = fstatSync(this.file);
    try {
      writeAll(this.file, [JSON.stringify(changes)]);
    } catch (error) {
      // A full disk may have taken half a line: the next one must not be glued to it.
      ftruncateSync(this.file, size);
      throw error;
    }
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}

function writeAll(file: number, lines: string[]): void {
  if (lines.length === 0) return;
  const bytes = Buffer.from(lines.join('\n') + '\n');
  // A write may be partial (disk pressure): the rest must follow or the line would be torn in the middle.
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
