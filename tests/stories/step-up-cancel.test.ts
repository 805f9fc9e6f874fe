import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCredit } from '~tests/support/credits';
import { post } from '~tests/support/desk';
import { payWith, type Paid } from '~tests/support/refunds';
import { staffOf, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import { FACTOR_LEFT } from '~/lib/step-up';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const MINUTE = 60_000;
const now = new Date();
const PAGES = 'app/routes/vendor';

let paid: Paid;
let owner: Staff;
let creditId: string;
let invoiceId: string;
let customerId: string;
beforeAll(async () => {
  paid = await payWith('pm_card_visa', { now });
  owner = await staffOf({ id: paid.payer.actor.vendorId });
  customerId = paid.payer.actor.customerId;
  creditId = await giveCredit(paid.payer, 3_000n, now);
  invoiceId = (await paid.payer.invoices(1, { dueOn: '2099-01-01' }))[0]!.id;
});

type Form = { path?: () => string; id?: () => string; form: () => Record<string, string>; keeps: object | null };

/** A form of each page that asks for a fresh factor, and what of it must come back; null where nothing is typed. */
const FORMS: Record<string, Form> = {
  'payment-refund.tsx': {
    id: () => paid.paymentId,
    form: () => ({ id: newId(), what: 'parts', [`part:${paid.invoiceIds[0]}`]: '25.00', reason: 'Sent back' }),
    keeps: { words: null, typed: { what: 'parts', parts: { some: '25.00' }, reason: 'Sent back' } },
  },
  'customer-credit.tsx': {
    id: () => customerId,
    form: () => ({ id: newId(), credit: creditId, amount: '5', way: 'outside', reason: 'Asked for it' }),
    keeps: { words: null, typed: { amount: '5', way: 'outside', reason: 'Asked for it' } },
  },
  'team.tsx': {
    form: () => ({ email: 'new@staff.example', name: 'New', role: 'biller' }),
    keeps: { words: null, typed: { email: 'new@staff.example', name: 'New', role: 'biller' } },
  },
  'team-member.tsx': { id: () => owner.actor.staffId, form: () => ({ intent: 'role', role: 'viewer' }), keeps: null },
  'own-access.tsx': { form: () => ({ intent: 'recovery-codes' }), keeps: null },
  'payment-rules.tsx': {
    form: () => ({ methodKinds: 'card', currency: 'USD', 'minimum-USD': '7.00', creditUse: 'never' }),
    keeps: { about: null, typed: { creditUse: 'never', amounts: [{ currency: 'USD', minimum: '7.00' }] } },
  },
  'brand.tsx': {
    form: () => ({
      intent: 'brand',
      name: 'Other',
      legalName: 'Other Inc.',
      address: 'A street',
      email: 'a@b.example',
    }),
    keeps: { about: null, typed: { name: 'Other', legalName: 'Other Inc.' } },
  },
  'invoice-settings.tsx': {
    form: () => ({ timeZone: 'Europe/Paris', language: 'fr', mailName: 'Us', prefix: 'X-', next: '77' }),
    keeps: { about: null, typed: { timeZone: 'Europe/Paris', language: 'fr', prefix: 'X-', next: '77' } },
  },
  'fees.tsx': {
    form: () => ({ currency: 'USD', 'percent-card': '1.5', 'flat-card': '0.20' }),
    keeps: { about: null, typed: [{ method: 'card', percent: '1.5', flat: '0.20' }, {}] },
  },
  'invoice-charge.tsx': {
    id: () => invoiceId,
    form: () => ({ id: newId(), amount: '40.00', method: 'x', when: 'due', version: '1' }),
    keeps: { words: null, amount: '40.00', when: 'due' },
  },
  'invoice-new.tsx': {
    form: () => ({
      id: newId(),
      customer: customerId,
      intent: 'issue',
      ending: 'now',
      summary: 'Work',
      currency: 'USD',
    }),
    keeps: { words: null, ending: 'now', typed: { summary: 'Work' } },
  },
  'batch-payment-new.tsx': {
    path: () => `/vendor/batch-payments/new?when=later&invoice=${invoiceId}`,
    form: () => ({ batchId: newId(), chargePer: 'customer', when: 'date', runOn: '2098-01-01', seen: '' }),
    keeps: { refused: null, typed: { chargePer: 'customer', when: 'date', runOn: '2098-01-01' } },
  },
};

test('every page that asks for a fresh factor is among these', () => {
  const asking = readdirSync(PAGES).filter((name) =>
    /requireRecentFactor\(|confirmCharge\(args/.test(readFileSync(`${PAGES}/${name}`, 'utf8')),
  );
  // A draft that is written on posts what a new one posts.
  const known = [...Object.keys(FORMS), 'invoice-edit.tsx', 'confirm-charge.server.ts'];
  expect(asking.sort()).toEqual(known.sort());
});

describe.each(Object.entries(FORMS))('Cancel on %s', (name, { path, id, form, keeps }) => {
  test.each(['fresh', 'stale'] as const)(
    'with a %s factor does nothing, and gives back what was typed',
    async (age) => {
      const { action } = (await import(`../../app/routes/vendor/${name.replace('.tsx', '')}.tsx`)) as {
        action: Parameters<typeof post>[0];
      };
      const { vendorId } = owner.actor;
      const cookie = await owner.cookie(age === 'fresh' ? new Date() : new Date(Date.now() - 10 * MINUTE));
      const noted = () => db.auditEntry.count({ where: { vendorId } });
      const before = await noted();
      const at = path?.() ?? '/vendor/here?done=1';
      const answer = await post(action, at, {
        cookie,
        params: { id: id?.() ?? '' },
        form: { ...form(), [FACTOR_LEFT]: '1' },
      });
      if (keeps === null) expect(answer).toMatchObject({ status: 303, location: at });
      else {
        const expected = JSON.parse(JSON.stringify(keeps).replace('"some"', `"${paid.invoiceIds[0]}"`)) as object;
        expect(answer).toMatchObject({ status: 200, location: null, data: expected });
      }
      expect(await noted()).toBe(before);
      expect(await db.refund.count({ where: { vendorId } })).toBe(0);
      expect(await db.payment.count({ where: { vendorId } })).toBe(1);
    },
  );
});
