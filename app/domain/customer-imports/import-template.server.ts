import { escapeHtml } from '~/lib/escape-html';
import { writeZip } from '~/lib/zip.server';
import { TEMPLATE_HEADERS } from './customer-columns';

export type Template = { filename: string; content: Buffer; type: string };

export function csvTemplate(): Template {
  const content = Buffer.from(`\u{feff}${TEMPLATE_HEADERS.join(',')}\r\n`);
  return { filename: 'customers.csv', content, type: 'text/csv; charset=utf-8' };
}

const OFFICE = 'http://schemas.openxmlformats.org';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The same as a workbook: the five parts that one cannot do without. Its cells are text, so that a number keeps its noughts. */
export function xlsxTemplate(): Template {
  const relations = (kind: string, target: string) =>
    `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;
  const cells = TEMPLATE_HEADERS.map(
    (name, at) => `<c r="${String.fromCharCode(65 + at)}1" t="inlineStr"><is><t>${escapeHtml(name)}</t></is></c>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="Customers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml').replace(
      '</Relationships>',
      `<Relationship Id="rId2" Type="${OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    // Format 49 is text.
    'xl/styles.xml':
      `<styleSheet xmlns="${OFFICE}/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
      `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml':
      `<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><cols><col min="1" max="${TEMPLATE_HEADERS.length}" width="22" style="1" customWidth="1"/></cols>` +
      `<sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`,
  };
  const entries = Object.entries(parts).map(([name, xml]) => ({
    name,
    content: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
    modifiedAt: new Date('2026-01-01T00:00:00Z'),
  }));
  return { filename: 'customers.xlsx', content: writeZip(entries), type: `${TYPE}.sheet` };
}
