/** The forms that take files, and how much one of them may send. A page that takes files adds its line here; every other form is text. */
const UPLOADS: readonly { path: RegExp; mostBytes: number }[] = [
  { path: /^\/vendor\/settings\/brand$/, mostBytes: 300 * 1024 },
  // The largest file of customers (app/domain/customer-imports), and what a form puts around it.
  { path: /^\/vendor\/customers\/import$/, mostBytes: 10 * 1024 * 1024 + 4096 },
  { path: /^\/vendor\/invoices\/[0-9a-f-]{36}$/, mostBytes: 16 * 1024 * 1024 },
];

/** How much may be sent in a form with files to this address; null where none is taken. */
export function uploadLimit(path: string): number | null {
  const page = path.replace(/\.data$/, '');
  return UPLOADS.find((upload) => upload.path.test(page))?.mostBytes ?? null;
}
