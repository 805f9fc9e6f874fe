import { afterAll, describe, expect, test } from 'vitest';
import { isLoopbackName } from '~sandbox/control/loopback';
import { makePayer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { listPayments } = await import('~/domain/payments/list-payments.server');
const { listReceipts } = await import('~/domain/receipts/list-receipts.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { loader: receiptsPage } = await import('~/routes/portal/receipts');
const { createSession } = await import('~/auth/sessions.server');

const ID = '01a1f97a-0d1e-73bc-bebe-f7b82cbb8622';
const payer = await makePayer();

describe('addresses written by hand are read or passed over, never an error', () => {
  test.each([`-271821-04-20T00:00:00Z_${ID}`, `+275760-09-13T00:00:00Z_${ID}`, `0000-01-01_${ID}`])(
    'a page that begins at %s',
    async (cursor) => {
      expect((await listPayments(payer.actor, { cursor })).payments).toEqual([]);
      expect((await listReceipts(payer.actor, { search: '', cursor })).receipts).toEqual([]);
    },
  );

  test.each(['from=0000-01-01', 'to=0000-12-31', `after=0000-01-01~${ID}`])('open invoices with %s', async (query) => {
    expect((await openList(payer.actor, new URLSearchParams(query), 'UTC', new Date())).ok).toBe(true);
  });

  test('receipts searched for a sign that no text holds', async () => {
    const { personId, contactId } = payer.actor;
    const { cookie } = await createSession({ personId, contactId, now: new Date() });
    const request = new Request('http://localhost:3000/receipts?q=%00', { headers: { cookie } });
    const context = { nonce: '', requestId: 'test', clientAddress: '127.0.0.1' };
    expect(await receiptsPage({ request, context, params: {} })).toMatchObject({ receipts: [] });
  });
});

test.each([
  ['localhost:3001', true],
  ['127.0.0.1:3001', true],
  ['[::1]:3001', true],
  ['evil.test:3001', false],
  ['localhost.evil.test', false],
  ['127.0.0.1.evil.test', false],
  [undefined, false],
])('the name %s leads to this machine: %s', (name, leads) => {
  expect(isLoopbackName(name)).toBe(leads);
});
