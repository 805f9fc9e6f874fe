/**
 * How every CSV file of ours is written: with the mark that tells spreadsheets of UTF-8, nothing in it that they would run
 * as a formula, and a break of a line that stands in a cell kept in it, so that what follows begins no row.
 */
export const CSV = {
  bom: true,
  header: true,
  escape_formulas: true,
  record_delimiter: '\r\n',
  quoted_match: /[\r\n]/,
} as const;
