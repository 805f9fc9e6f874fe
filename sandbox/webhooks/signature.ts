import { createHmac } from 'node:crypto';

/** Fresh for every try. The time is the real one, not the sandbox's: receivers compare it with their own clock. */
export function signatureHeader(payload: string, secret: string): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${payload}`).digest('hex')}`;
}
