import { qrPath } from '~/documents/qr';
import type { LoadedReceipt } from './load-receipt.server';

/** The code that leads to the public check of a receipt, or of a refund document, to draw on a screen. */
export function receiptCode({ verifyUrl }: Pick<LoadedReceipt, 'verifyUrl'>): {
  url: string;
  size: number;
  path: string;
} {
  return { url: verifyUrl, ...qrPath(verifyUrl) };
}
