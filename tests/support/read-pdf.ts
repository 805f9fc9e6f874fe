import { inflateSync } from 'node:zlib';

export type PdfText = { text: string; x: number; y: number };
export type ReadPdf = {
  title: string;
  language: string;
  /** Whether screen readers find a structure. */
  tagged: boolean;
  /** What stands on each page, from top to bottom and left to right. */
  pages: PdfText[][];
  /** How many structure elements there are of a kind: Table, TR, TD … */
  count(element: string): number;
};

type PdfObject = { dictionary: string; stream: Buffer | null };

/**
 * Reads a PDF as a viewer does: objects by the cross-reference table, text by each font's own map from glyphs to
 * characters. Knows as much of the format as our writer uses, and fails loudly on anything else.
 */
export function readPdf(pdf: Buffer): ReadPdf {
  const objects = readObjects(pdf);
  const find = (id: string) => required(objects.get(id), `object ${id}`);
  const trailer = pdf.toString('latin1', pdf.lastIndexOf('trailer'));
  const catalog = find(reference(trailer, 'Root'));
  const fonts = new Map<string, Map<string, string>>();
  const fontMap = (id: string) => {
    if (!fonts.has(id))
      fonts.set(
        id,
        readCharacterMap(required(find(reference(find(id).dictionary, 'ToUnicode')).stream, 'character map')),
      );
    return required(fonts.get(id), 'font');
  };
  const kids = required(
    /\/Kids \[([^\]]*)\]/.exec(find(reference(catalog.dictionary, 'Pages')).dictionary)?.[1],
    'pages',
  );
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => {
    const page = find(id).dictionary;
    const resources = find(reference(page, 'Resources')).dictionary;
    const used = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => [name, fontMap(font)]),
    );
    return readText(required(find(reference(page, 'Contents')).stream, 'page'), used);
  });
  const info = find(reference(trailer, 'Info')).dictionary;
  return {
    title: readString(find(reference(info, 'Title')).dictionary),
    language: required(/\/Lang \(([^)]*)\)/.exec(catalog.dictionary)?.[1], 'language'),
    tagged:
      catalog.dictionary.includes('/StructTreeRoot') &&
      find(reference(catalog.dictionary, 'MarkInfo')).dictionary.includes('/Marked true'),
    pages,
    count: (element) =>
      [...objects.values()].filter(({ dictionary }) => dictionary.includes(`/S /${element}\n`)).length,
  };
}

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const table = pdf.toString('latin1', Number(/startxref\s+(\d+)/.exec(pdf.toString('latin1', pdf.length - 64))?.[1]));
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} n/gm)].map(([, offset]) => Number(offset));
  return new Map(offsets.map((offset) => readObject(pdf, offset)));
}

function readObject(pdf: Buffer, offset: number): [string, PdfObject] {
  const ends = pdf.indexOf('endobj', offset);
  const streams = pdf.indexOf('\nstream\n', offset);
  const hasStream = streams >= 0 && streams < ends;
  const head = pdf.toString('latin1', offset, hasStream ? streams : ends);
  const id = required(/^(\d+) 0 obj\n/.exec(head)?.[1], `object at ${offset}`);
  if (!hasStream) return [id, { dictionary: head, stream: null }];
  const start = streams + '\nstream\n'.length;
  const bytes = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(head)?.[1]));
  return [id, { dictionary: head, stream: head.includes('/FlateDecode') ? inflateSync(bytes) : bytes }];
}

/** A string in round brackets: Latin letters as they are, anything else as UTF-16 with a mark before it. */
function readString(dictionary: string): string {
  const bytes = required(/\(((?:\\[^]|[^\\)])*)\)/.exec(dictionary)?.[1], 'string').replace(
    /\\([^])/g,
    (_, escaped: string) => ESCAPES[escaped] ?? escaped,
  );
  return bytes.startsWith('\xfe\xff') ? utf16(Buffer.from(bytes.slice(2), 'latin1').toString('hex')) : bytes;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bfrange tables of a ToUnicode map: from glyph, in four hexadecimal digits, to text. */
function readCharacterMap(stream: Buffer): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '', texts = ''] of stream
    .toString('latin1')
    .matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    [...texts.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], at) => {
      map.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), utf16(hex.replaceAll(' ', '')));
    });
  }
  return map;
}

function readText(content: Buffer, fonts: Map<string, Map<string, string>>): PdfText[] {
  const runs: PdfText[] = [];
  const block = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\n(?:[^\n]*\n)*?\/(F\d+) [\d.]+ Tf\n((?:[^\n]*\n)*?)ET/g;
  for (const [, x, y, font = '', shown = ''] of content.toString('latin1').matchAll(block)) {
    const characters = required(fonts.get(font), `font ${font}`);
    const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    runs.push({
      x: Number(x),
      y: Number(y),
      text: inReadingOrder(glyphs.map((glyph) => required(characters.get(glyph), `glyph ${glyph}`))),
    });
  }
  return runs.sort((a, b) => (Math.abs(b.y - a.y) > 0.01 ? b.y - a.y : a.x - b.x));
}

/** Glyphs come from left to right; Arabic letters are read from right to left. "لا" is one glyph and one sign for both letters. */
function inReadingOrder(glyphs: string[]): string {
  const text = glyphs.join('');
  if (!/[\u0620-\u064a\u0671-\u06d3\ufef5-\ufefc]/.test(text)) return text;
  return glyphs
    .reverse()
    .join('')
    .replaceAll(/[\ufef5-\ufefc]/g, (sign) => sign.normalize('NFKC'));
}

function reference(dictionary: string, key: string): string {
  return required(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1], key);
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function required<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the PDF has no readable ${what}`);
  return value;
}
