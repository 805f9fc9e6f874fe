import { isId } from '~/lib/ids';

const ID_BYTES = 16;
const SIGNATURE_BYTES = 64;

/** What the receipt's QR code carries: which receipt, and the signature over everything it says. Nothing secret. */
export function encodeVerifyToken(receiptId: string, signature: Uint8Array): string {
  return Buffer.concat([Buffer.from(receiptId.replaceAll('-', ''), 'hex'), signature]).toString('base64url');
}

/** Null for anything this product never printed. */
export function decodeVerifyToken(token: string): { receiptId: string; signature: Buffer } | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + SIGNATURE_BYTES || bytes.toString('base64url') !== token) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const receiptId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(receiptId) ? { receiptId, signature: bytes.subarray(ID_BYTES) } : null;
}
