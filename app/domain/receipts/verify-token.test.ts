import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { decodeVerifyToken, encodeVerifyToken } from './verify-token.server';

describe('the token of a receipt', () => {
  it('brings back what it was made of', () => {
    for (let i = 0; i < 50; i++) {
      const [receiptId, signature] = [newId(), randomBytes(64)];
      expect(decodeVerifyToken(encodeVerifyToken(receiptId, signature))).toEqual({ receiptId, signature });
    }
  });

  it('is one text only: nothing longer, shorter or spelt otherwise is taken', () => {
    const token = encodeVerifyToken(newId(), randomBytes(64));
    for (const other of [token.slice(1), `${token}A`, `${token}=`, ` ${token}`, '', token.replace(/^./, '*')]) {
      expect(decodeVerifyToken(other)).toBeNull();
    }
  });

  it('is null for any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => decodeVerifyToken(text) === null));
  });
});
