import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** CBOR of what an authenticator says: numbers, bytes, texts and maps of them (RFC 8949). */
function cbor(value: number | Buffer | string | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -value - 1) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const parts = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as never)]);
  return Buffer.concat([head(5, value.size), ...parts]);
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();

type Tricks = { origin?: string; rpId?: string; userVerified?: boolean; counter?: number };

/** An authenticator in software, honest unless told otherwise: what a browser posts for its passkey. */
export function softPasskey({ origin, rpId }: { origin: string; rpId: string }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  let counter = 0;
  const clientData = (type: string, challenge: string, tricks: Tricks) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: tricks.origin ?? origin, crossOrigin: false }));
  const authData = (flags: number, tricks: Tricks) => {
    counter = tricks.counter ?? counter + 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const verified = (tricks.userVerified ?? true) ? 0x04 : 0;
    return Buffer.concat([sha256(tricks.rpId ?? rpId), Buffer.from([0x01 | verified | flags]), count]);
  };
  const id = credentialId.toString('base64url');
  const posted = (response: Record<string, unknown>) =>
    JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  return {
    id,
    make({ challenge }: { challenge: string }, tricks: Tricks = {}): string {
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const attested = [Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, key];
      const data = Buffer.concat([authData(0x40, tricks), ...attested]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      return posted({
        clientDataJSON: clientData('webauthn.create', challenge, tricks).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      });
    },
    answer({ challenge }: { challenge: string }, tricks: Tricks = {}): string {
      const client = clientData('webauthn.get', challenge, tricks);
      const data = authData(0, tricks);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return posted({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
