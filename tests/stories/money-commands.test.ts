import { parseArgs } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeInvoice } from '~tests/factories/make-invoice';
import { giveCredit, lotsOf } from '~tests/support/credits';
import { ownEnv } from '~tests/support/own-env';
import { makePayer, type Payer } from '~tests/support/payer';
import { runCommand } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { Command } from '~server/commands/command';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const commands: Record<string, Command> = {
  'credit-note': (await import('~server/commands/credit-note')).creditNoteCommand,
  'void-invoice': (await import('~server/commands/void-invoice')).voidInvoiceCommand,
  'record-payment': (await import('~server/commands/record-payment')).recordPaymentCommand,
  'refund-credit': (await import('~server/commands/refund-credit')).refundCreditCommand,
  'set-credit-use': (await import('~server/commands/set-credit-use')).setCreditUseCommand,
  'set-fees': (await import('~server/commands/set-fees')).setFeesCommand,
};

const now = new Date();
let payer: Payer;
/** The customer's number, and the vendor's two flags that name it and somebody who may only look. */
let customer: string;
let vendor: string[];
let viewer: string[];
let made = 0;

beforeAll(async () => {
  payer = await makePayer();
  await makePayer();
  const { vendorId, customerId } = payer.actor;
  customer = (await db.customer.findUniqueOrThrow({ where: { id: customerId } })).number;
  vendor = ['--vendor', (await db.vendor.findUniqueOrThrow({ where: { id: vendorId } })).slug];
  viewer = [...vendor, '--staff', (await staffOf({ id: vendorId }, 'viewer')).email];
});

/** A command as it is typed, with --json; its answer as a program would read it. */
async function run(line: string[], at = now): Promise<{ code: number; said: Record<string, unknown> }> {
  const [name = '', ...args] = line;
  const command = commands[name]!;
  const given = parseArgs({ args, options: command.options, allowPositionals: true });
  const lines: string[] = [];
  const code = await command.run(given as Parameters<Command['run']>[0], {
    now: at,
    json: true,
    out: (text) => lines.push(text),
  });
  expect(lines).toHaveLength(1);
  return { code, said: JSON.parse(lines[0] ?? '') as Record<string, unknown> };
}

/** An invoice of 100.00 with a number of its own. */
async function invoice(values: { currency?: string } = {}): Promise<string> {
  const { vendorId, customerId } = payer.actor;
  return (await makeInvoice({ vendorId, customerId, number: `CMD-${++made}`, ...values })).number;
}
const rowOf = (number: string) => db.invoice.findFirstOrThrow({ where: { vendorId: payer.actor.vendorId, number } });

/** Nothing is written by what is refused. */
async function books() {
  const where = { vendorId: payer.actor.vendorId };
  return [
    await db.ledgerEntry.count({ where }),
    await db.auditEntry.count({ where }),
    await db.payment.count({ where }),
    await db.creditMove.count({ where }),
  ];
}

async function expectRefused(line: string[], code: number, words: string | RegExp) {
  const before = await books();
  const refused = await run(line);
  expect(refused).toEqual({ code, said: { ok: false, problem: expect.stringMatching(words) as string } });
  expect(await books()).toEqual(before);
}

test('each of them, as a program that is started: one document of JSON, and 0, 1 or 2', async () => {
  const number = await invoice();
  const other = await invoice();
  const typed = async (...line: string[]) => {
    const { code, stdout, stderr } = await runCommand([...line, ...vendor, '--json'], ownEnv());
    expect(stderr).toBe('');
    return { code, said: JSON.parse(stdout) as Record<string, unknown> };
  };
  expect(await typed('set-fees', '--currency', 'EUR', '--fee', 'credit-card=2%')).toMatchObject({ code: 0 });
  expect(await typed('set-credit-use', '--use', 'never')).toEqual({
    code: 0,
    said: { vendor: vendor[1], use: 'never' },
  });
  expect(await typed('credit-note', number, '--amount', '40', '--reason', 'Late')).toMatchObject({
    code: 0,
    said: { ok: true, amountMinor: '4000', appliedMinor: '4000', number: expect.stringMatching(/^CN-\d{4}-000001$/) },
  });
  expect(await typed('void-invoice', other, '--reason', 'Billed twice')).toEqual({
    code: 0,
    said: { ok: true, invoice: other, inFlightMinor: '0', currency: 'USD' },
  });
  expect(await typed('record-payment', customer, '--amount', '75.50', '--currency', 'USD')).toMatchObject({
    code: 0,
    said: { ok: true, amountMinor: '7550', invoices: 1, unappliedMinor: '1550' },
  });
  expect(await rowOf(number)).toMatchObject({ creditedMinor: 4_000n, paidMinor: 6_000n, dueMinor: 0n });
  const listed = await typed('refund-credit', customer);
  expect(listed).toMatchObject({ code: 0, said: [{ source: 'overpayment', remainingMinor: '1550' }] });
  expect(await typed('record-payment', customer, '--amount', '1')).toMatchObject({ code: 2 });
}, 120_000);

describe('credit-note', () => {
  test('lowers an invoice by what it can take, the rest is credit; the same id is the same note', async () => {
    const number = await invoice();
    await run([
      'record-payment',
      customer,
      '--amount',
      '70',
      '--currency',
      'USD',
      '--invoice',
      `${number}=70`,
      ...vendor,
    ]);
    const id = newId();
    const line = ['credit-note', number, '--amount', '50', '--reason', 'Late', '--id', id, ...vendor];
    const first = await run(line);
    expect(first).toMatchObject({ code: 0, said: { ok: true, id, amountMinor: '5000', appliedMinor: '3000' } });
    expect(await run(line)).toEqual(first);
    expect(await rowOf(number)).toMatchObject({ dueMinor: 0n, creditedMinor: 3_000n });
    expect((await lotsOf(payer)).filter((lot) => lot.amount === 2_000n)).toHaveLength(1);
    await expectRefused([...line.slice(0, 2), '--amount', '49', ...line.slice(4)], 1, /belongs to another credit note/);
  });

  test('gives credit without an invoice', async () => {
    const given = ['credit-note', '--customer', customer, '--currency', 'EUR', '--amount', '5', '--reason', 'Thanks'];
    expect(await run([...given, ...vendor])).toMatchObject({ code: 0, said: { currency: 'EUR', appliedMinor: '0' } });
  });

  test('says what is wrong with how it was asked, and writes nothing', async () => {
    const number = await invoice();
    const note = (...more: string[]) => ['credit-note', number, ...more];
    const amount = ['--amount', '5'];
    const reason = ['--reason', 'Late'];
    await expectRefused(['credit-note', ...amount, ...reason, ...vendor], 2, 'Name one invoice, or a --customer');
    await expectRefused(note('--customer', customer, ...amount, ...vendor), 2, 'Name one invoice, or a --customer');
    await expectRefused(note('two', ...amount, ...reason, ...vendor), 2, 'Name one invoice');
    await expectRefused(note(...amount, ...reason), 2, 'say which with --vendor');
    await expectRefused(note(...amount, ...reason, '--vendor', 'nobody'), 2, 'no such vendor. Known: ');
    await expectRefused(note(...reason, ...vendor), 2, '--amount: write an amount of USD above zero');
    for (const odd of ['0', '-5', '1,23', '0.001', 'five', '1e3', ''])
      await expectRefused(note(`--amount=${odd}`, ...reason, ...vendor), 2, '--amount: write an amount of USD');
    await expectRefused(note(...amount, ...reason, '--id', 'ABC', ...vendor), 2, '--id must be a UUID');
    await expectRefused(note(...amount, ...reason, '--staff', 'x@y.example', ...vendor), 2, '--staff names nobody');
    await expectRefused(note(...amount, ...vendor), 1, 'needs a reason: --reason TEXT');
    await expectRefused(note(...amount, ...reason, ...viewer), 1, 'may look, but not write credit notes');
    await expectRefused(note('--amount', '100.01', ...reason, ...vendor), 1, 'can still come to \\$100.00');
    await expectRefused(['credit-note', 'NONE-1', ...amount, ...reason, ...vendor], 1, 'no issued invoice NONE-1');
    const goodwill = (...more: string[]) => ['credit-note', ...more, ...amount, ...reason, ...vendor];
    await expectRefused(goodwill('--customer', customer), 2, '--currency: write a currency');
    await expectRefused(goodwill('--customer', customer, '--currency', 'dollars'), 2, '--currency: write a currency');
    await expectRefused(goodwill('--customer', 'nobody', '--currency', 'USD'), 1, 'There is no customer nobody');
    await run(['void-invoice', number, ...reason, ...vendor]);
    await expectRefused(note(...amount, ...reason, ...vendor), 1, 'The invoice is void');
  });
});

describe('void-invoice', () => {
  test('takes an invoice back, and says what is on its way to it', async () => {
    const account = await payer.saveCard('pm_usBankAccount_success');
    const number = await invoice();
    const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };
    const all = await payer.payAll(account, { acceptance });
    const { id } = await rowOf(number);
    const input = { ...all, quote: all.quote.filter((line) => line.invoiceId === id) };
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'processing' } });
    const voided = await run(['void-invoice', number, '--reason', 'Billed twice', ...vendor]);
    expect(voided).toEqual({ code: 0, said: { ok: true, invoice: number, inFlightMinor: '10000', currency: 'USD' } });
    expect(await rowOf(number)).toMatchObject({ voidReason: 'Billed twice' });
    await expectRefused(['void-invoice', number, '--reason', 'Again', ...vendor], 1, 'void already');
  });

  test('says what is wrong with how it was asked, and writes nothing', async () => {
    const number = await invoice();
    const reason = ['--reason', 'Billed twice'];
    await expectRefused(['void-invoice', ...reason, ...vendor], 2, 'Name one invoice');
    await expectRefused(['void-invoice', number, 'more', ...reason, ...vendor], 2, 'Name one invoice');
    await expectRefused(['void-invoice', number, ...reason], 2, 'say which with --vendor');
    await expectRefused(['void-invoice', number, ...vendor], 1, 'needs a reason: --reason TEXT');
    await expectRefused(['void-invoice', number, '--reason', '  ', ...vendor], 1, 'needs a reason');
    await expectRefused(['void-invoice', number, ...reason, ...viewer], 1, 'may look, but not void');
    await expectRefused(['void-invoice', 'NONE-1', ...reason, ...vendor], 1, 'no issued invoice NONE-1');
  });
});

describe('record-payment', () => {
  const cheque = (...more: string[]) => ['record-payment', customer, '--currency', 'GBP', ...more, ...vendor];

  test('spreads by rule or by name, once for an id, and keeps the rest as credit', async () => {
    const [first, second] = [await invoice({ currency: 'GBP' }), await invoice({ currency: 'GBP' })];
    const id = newId();
    const named = cheque('--amount', '30', '--invoice', `${second}=25.50`, '--id', id, '--note', 'cheque 1042');
    const recorded = await run(named);
    expect(recorded).toMatchObject({ code: 0, said: { ok: true, id, invoices: 1, unappliedMinor: '450' } });
    expect(await run(named)).toEqual(recorded);
    expect(await rowOf(second)).toMatchObject({ paidMinor: 2_550n });
    const received = ['--received', '2026-03-31T10:00:00+02:00'];
    expect(await run(cheque('--amount', '17.45', '--spread', 'pro-rata', ...received))).toMatchObject({
      said: { invoices: 2, unappliedMinor: '0' },
    });
    expect([await rowOf(first), await rowOf(second)]).toMatchObject([{ paidMinor: 1_000n }, { paidMinor: 3_295n }]);
    const settled = await db.payment.findMany({ where: { currency: 'GBP' }, orderBy: { settledAt: 'asc' } });
    expect(settled[0]?.settledAt).toEqual(new Date('2026-03-31T08:00:00Z'));
    await expectRefused(cheque('--amount', '31', '--id', id), 1, 'belongs to another payment');
  });

  test('says what is wrong with how it was asked, and writes nothing', async () => {
    const [number, other] = [await invoice({ currency: 'GBP' }), await invoice()];
    const five = ['--amount', '5'];
    await expectRefused(['record-payment', ...five, '--currency', 'GBP', ...vendor], 2, 'Name one customer by number');
    await expectRefused(['record-payment', customer, ...five, ...vendor], 2, '--currency: write a currency');
    await expectRefused(['record-payment', 'nobody', ...five, '--currency', 'GBP', ...vendor], 1, 'no customer nobody');
    for (const odd of ['', '0', '-1', '1.005', '1,5'])
      await expectRefused(cheque(`--amount=${odd}`), 2, '--amount: write');
    await expectRefused(cheque(...five, '--id', 'x'), 2, '--id must be a UUID');
    for (const odd of ['3/4/2026', '2026-03-31', '2026-03-31T10:00', '2026-02-31T10:00:00Z', 'yesterday', '2026'])
      await expectRefused(cheque(...five, '--received', odd), 2, '--received: write an instant like');
    const tomorrow = new Date(now.getTime() + 86_400_000).toISOString();
    await expectRefused(cheque(...five, '--received', tomorrow), 1, 'cannot be dated in the future');
    await expectRefused(cheque(...five, '--spread', 'evenly'), 2, 'Say --spread oldest, largest or pro-rata');
    await expectRefused(cheque(...five, '--spread', 'oldest', '--invoice', `${number}=5`), 2, 'Say --spread');
    for (const odd of [number, `${number}=`, `${number}=0`, `${number}=five`, '=5'])
      await expectRefused(cheque(...five, '--invoice', odd), 2, 'write NUMBER=AMOUNT');
    await expectRefused(cheque(...five, '--invoice', 'NONE-1=5'), 1, 'no issued invoice NONE-1');
    await expectRefused(
      cheque(...five, '--invoice', `${other}=5`),
      1,
      'is not open for this customer in this currency',
    );
    await expectRefused(cheque(...five, '--invoice', `${number}=6`), 1, 'may not come to more than was received');
    const twice = ['--invoice', `${number}=1`, '--invoice', `${number}=1`];
    await expectRefused(cheque(...five, ...twice), 1, 'an invoice may be named once');
    await expectRefused(cheque('--amount', '500', '--invoice', `${number}=100.01`), 1, 'Only £100.00 is due on');
    await expectRefused([...cheque(...five), '--staff', viewer[3]!], 1, 'may look, but not record');
  });
});

describe('refund-credit', () => {
  test('hands back outside what no payment brought, once for an id', async () => {
    const creditId = await giveCredit(payer, 900n, now, 'CHF');
    const id = newId();
    const line = ['refund-credit', customer, '--credit', creditId, '--reason', 'Asked for', ...vendor];
    const first = await run([...line, '--amount', '4.00', '--id', id]);
    expect(first).toEqual({
      code: 0,
      said: { ok: true, kind: 'outside', id, amountMinor: '400', currency: 'CHF' },
    });
    expect(await run([...line, '--amount', '4.00', '--id', id])).toEqual(first);
    await expectRefused([...line, '--amount', '5.01'], 1, 'CHF\\s5.00');
    expect(await run(line)).toMatchObject({ code: 0, said: { amountMinor: '500' } });
    await expectRefused(line, 1, /credit/);
  });

  test('gives back the way it came what a payment brought', async () => {
    const other = await makePayer({ vendorId: payer.actor.vendorId });
    const [owed] = await other.invoices(1);
    const account = await other.saveCard('pm_usBankAccount_success');
    const input = await other.payAll(account, { acceptance: { ip: '192.0.2.7', userAgent: 'a browser' } });
    await startPayment(other.actor, input, now);
    await run(['void-invoice', owed!.number, '--reason', 'Billed twice', ...vendor]);
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId } });
    await world.ctl('POST', '/debits', { paymentIntent: gatewayIntentId });
    const { syncPayment } = await import('~/domain/payments/sync-payment.server');
    await syncPayment({ paymentId: input.paymentId, cause: 'test', now });
    const { number } = await db.customer.findUniqueOrThrow({ where: { id: other.actor.customerId } });
    const listed = (await run(['refund-credit', number, ...vendor])) as unknown as { said: { id: string }[] };
    expect(listed.said).toMatchObject([{ source: 'voided_invoice', remainingMinor: '10000' }]);
    const line = ['refund-credit', number, '--credit', listed.said[0]!.id, '--reason', 'Asked for', ...vendor];
    expect(await run(line)).toMatchObject({
      code: 0,
      said: { ok: true, kind: 'refund', refund: { amountMinor: '10000', currency: 'USD', known: true } },
    });
    expect(await lotsOf(other)).toMatchObject([{ amount: 10_000n, refunded: 10_000n, left: 0n }]);
    expect(await run(['refund-credit', number, ...vendor])).toEqual({ code: 0, said: [] });
  });

  test('says what is wrong with how it was asked, and writes nothing', async () => {
    const creditId = await giveCredit(payer, 900n, now, 'CHF');
    const line = (...more: string[]) => ['refund-credit', customer, '--credit', creditId, ...more, ...vendor];
    await expectRefused(['refund-credit', ...vendor], 2, 'Name one customer by number');
    await expectRefused(['refund-credit', 'nobody', ...vendor], 1, 'There is no customer nobody');
    await expectRefused(['refund-credit', customer, '--credit', newId(), ...vendor], 1, 'no such credit');
    await expectRefused(['refund-credit', customer, '--credit', 'all', ...vendor], 1, 'no such credit');
    await expectRefused(line('--amount', 'five', '--reason', 'x'), 2, '--amount: write an amount of CHF');
    await expectRefused(line('--amount', '0', '--reason', 'x'), 2, '--amount: write an amount of CHF');
    await expectRefused(line('--id', 'X', '--reason', 'x'), 2, '--id must be a UUID');
    await expectRefused(line(), 1, 'reason');
    await expectRefused([...line('--reason', 'x'), '--staff', viewer[3]!], 1, 'may look');
  });
});

describe('set-credit-use', () => {
  test.each(['always', 'choice', 'never'])('sets %s', async (use) => {
    expect(await run(['set-credit-use', '--use', use, ...vendor])).toEqual({
      code: 0,
      said: { vendor: vendor[1], use },
    });
    const { creditUse } = await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } });
    expect(creditUse).toBe(use);
  });

  test('says what is wrong with how it was asked, and writes nothing', async () => {
    await expectRefused(['set-credit-use', ...vendor], 2, '--use must be always, choice or never');
    await expectRefused(
      ['set-credit-use', '--use', 'sometimes', ...vendor],
      2,
      '--use must be always, choice or never',
    );
    await expectRefused(['set-credit-use', '--use', 'always'], 2, 'say which with --vendor');
    await expectRefused(['set-credit-use', '--use', 'always', '--vendor', 'nobody'], 2, 'no such vendor');
  });
});

test('set-fees says what is wrong with how it was asked, and writes nothing', async () => {
  const set = (...more: string[]) => ['set-fees', ...more, ...vendor];
  await expectRefused(set('--fee', 'credit-card=2%'), 2, '--currency must be one, as in USD');
  await expectRefused(set('--currency', 'USD'), 2, 'Say --fee or --none');
  await expectRefused(set('--currency', 'USD', '--none', '--fee', 'credit-card=2%'), 2, 'Say --fee or --none');
  await expectRefused(set('--currency', 'USD', '--fee', 'credit-card=2,5%'), 2, 'write it as in credit-card=2.5%');
  await expectRefused(set('--currency', 'USD', '--fee', 'credit-card=3.01%'), 2, 'allow up to 3%');
  await expectRefused(['set-fees', '--currency', 'USD', '--none'], 2, 'say which with --vendor');
});

test('after all of that the books are in order', async () => {
  expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
});
