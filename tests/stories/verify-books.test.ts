import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { CORRUPTIONS, TABLES } from '~tests/support/corruptions';
import { startWorld, type World } from '~tests/support/world';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice, makeInvoices } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { makeLink, newCard } from '~tests/support/payment-links';
import { staffOf } from '~tests/support/staff';

let world: World;
/** A superuser's connection on which triggers and foreign keys are silent: somebody who meddles with the tables. */
let meddler: pg.Client;
let paymentId: string;
let otherVendorId: string;

beforeAll(async () => {
  world = await startWorld();
  const vendor = await makeVendor();
  otherVendorId = (await makeVendor()).id;
  const customer = await makeCustomer({ vendorId: vendor.id });
  const scope = { vendorId: vendor.id, customerId: customer.id };
  const contact = await makeContact(scope);
  const invoices = await makeInvoices(3, { ...scope, taxMinor: 700n });
  await makeInvoice({ ...scope, number: 'PART-1', paidMinor: 2_500n });
  await makeInvoice({ ...scope, number: 'VOID-1', voidReason: 'Billed twice' });
  await makeInvoice({ ...scope, number: 'DRAFT-1', draft: true });
  paymentId = await payWithCard(
    { kind: 'contact', ...scope, contactId: contact.id, personId: contact.personId, role: 'payer' },
    invoices.map(({ id }) => id),
  );

  const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
  const { newId } = await import('~/lib/ids');
  const disputed = await makeInvoice({ ...scope, number: 'DISPUTED-1' });
  const said = { id: newId(), invoiceId: disputed.id, message: '', reason: 'wrong-amount', cause: 'test' } as const;
  const actor = {
    kind: 'contact',
    ...scope,
    contactId: contact.id,
    personId: contact.personId,
    role: 'payer',
  } as const;
  if (!(await disputeInvoice(actor, { ...said, amountMinor: 3_000n }, new Date())).ok) throw new Error('not disputed');
  await reverse(scope, contact.personId, contact.id);
  await useCredit(actor);
  await schedule(actor);
  await payWithFee(actor);
  await payByLink(actor);
  await letStaffIn(vendor);
  await writeInvoice(scope);
  await chargeMany(vendor.id);

  meddler = new pg.Client({ connectionString: world.databaseUrl });
  await meddler.connect();
  await meddler.query(`SET session_replication_role = replica`);
  for (const table of TABLES) await meddler.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
});

afterAll(async () => {
  await meddler.end();
  await world.stop();
});

/** Puts every table back as it was; what is generated makes itself. */
afterEach(async () => {
  for (const table of TABLES) {
    const { rows } = await meddler.query<{ columns: string }>(
      `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    );
    const columns = rows[0]?.columns ?? '';
    await meddler.query(`DELETE FROM ${table}; INSERT INTO ${table} (${columns}) SELECT ${columns} FROM kept_${table}`);
  }
});

async function payWithCard(
  actor: import('~/auth/actor').ContactActor,
  invoiceIds: string[],
  {
    creditMinor = 0n,
    currency = 'USD',
    feeMinor = 0n,
  }: { creditMinor?: bigint; currency?: string; feeMinor?: bigint } = {},
): Promise<string> {
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { keepUsedMethod } = await import('~/domain/payment-methods/keep-used-method.server');
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const { attachMethod } = await import('~/gateways/stripe-methods.server');
  const { db, transaction } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');

  const attached = await attachMethod('pm_card_visa', await ensureGatewayCustomer(actor));
  await transaction((tx) =>
    keepUsedMethod(tx, { vendorId: actor.vendorId, customerId: actor.customerId, method: attached }),
  );
  const method = await db.paymentMethod.findFirstOrThrow({ where: { customerId: actor.customerId } });
  const quoted = await quotePayment(actor, { currency, invoiceIds });
  if (!quoted.ok) throw new Error(quoted.refusal.kind);
  const started = await startPayment(
    actor,
    {
      paymentId: newId(),
      currency,
      feeMinor,
      quote: quoted.quote.lines,
      creditMinor,
      method: { kind: 'saved', methodId: method.id },
      returnUrl: 'http://localhost:3000/payments',
      inPlace: true,
      cause: 'test',
    },
    new Date(),
  );
  if (!started.ok || started.payment.state !== 'succeeded') throw new Error('the card payment did not succeed');
  return started.payment.id;
}

/** An invoice paid through a link, by whoever holds it. */
async function payByLink(actor: import('~/auth/actor').ContactActor) {
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const { newId } = await import('~/lib/ids');
  const { vendorId, customerId } = actor;
  const { id } = await makeInvoice({ vendorId, customerId, number: 'LINKED-1' });
  const link = await makeLink({ actor }, [id], { now: new Date(Date.now() - 300_000) });
  const quoted = await quotePayment(actor, { currency: 'USD', invoiceIds: [id] });
  if (!quoted.ok) throw new Error(quoted.refusal.kind);
  const asked = { paymentId: newId(), currency: 'USD', quote: quoted.quote.lines, method: await newCard() };
  const where = { returnUrl: 'http://localhost:3000/links', inPlace: true, cause: 'test' };
  const started = await startPayment(link.actor, { ...asked, ...where }, new Date());
  if (!started.ok || started.payment.state !== 'succeeded')
    throw new Error('the payment through the link did not succeed');
}

/** Somebody with a session, a passkey and an invitation that is open. */
async function letStaffIn(vendor: { id: string }) {
  const { db } = await import('~/lib/db.server');
  const staff = await staffOf(vendor);
  await staff.cookie();
  const { vendorId, staffId } = staff.actor;
  const key = {
    credentialId: 'made-up',
    publicKey: new Uint8Array(),
    counter: 0,
    name: 'Laptop',
    createdAt: new Date(),
  };
  await db.staffPasskey.create({ data: { id: crypto.randomUUID(), vendorId, staffId, ...key } });
  const { inviteStaff } = await import('~/domain/staff/invite-staff.server');
  const why = { cause: 'test', now: new Date() };
  await inviteStaff(staff.actor, { email: 'new@staff.example', name: 'New', role: 'viewer' }, why);
}

/** One that staff wrote, with the first number of the series and a file. */
async function writeInvoice({ vendorId, customerId }: { vendorId: string; customerId: string }) {
  const { newId } = await import('~/lib/ids');
  const { saveInvoice } = await import('~/domain/invoices/save-invoice.server');
  const { invoiceLine } = await import('~/domain/invoices/new-invoice');
  const { actor } = await staffOf({ id: vendorId }, 'biller');
  const lines = [invoiceLine({ description: 'Hosting', unitPriceMinor: 4_000n })];
  const dates = { issuedOn: '2026-01-02', dueOn: '2026-02-01' };
  const invoice = { ...dates, currency: 'USD', number: null, summary: 'Hosting', memo: null, lines };
  const input = { invoiceId: newId(), customerId, version: null, invoice, issue: true, cause: 'test' };
  if (!(await saveInvoice(actor, input, new Date())).ok) throw new Error('not issued');
  const { attachFiles } = await import('~/domain/invoices/attachments.server');
  const files = [{ name: 'hours.pdf', content: new Uint8Array(Buffer.from('%PDF-1.7')) }];
  const attached = await attachFiles(actor, { invoiceId: input.invoiceId, files, cause: 'test' }, new Date());
  if (!attached.ok) throw new Error(attached.refusal.kind);
}

/** A batch of three: one is paid, one fails, one has no method on file. */
async function chargeMany(vendorId: string) {
  const { confirm, customer, bankSays, work } = await batchStories(world);
  const { actor } = await staffOf({ id: vendorId }, 'biller');
  const [paid, failed, none] = [
    await customer(vendorId, 1),
    await customer(vendorId, 1),
    await customer(vendorId, 1, null),
  ];
  await bankSays(failed.method!, 'insufficient_funds');
  await confirm(
    actor,
    [paid, failed, none].flatMap(({ ids }) => ids),
  );
  await work();
}

/** One of 70.00 euros with a fee, of which a part went back. */
async function payWithFee(actor: import('~/auth/actor').ContactActor) {
  const { setFees } = await import('~/domain/fees/set-fees.server');
  const { requestRefund } = await import('~/domain/refunds/request-refund.server');
  const { newId } = await import('~/lib/ids');
  const { vendorId, customerId } = actor;
  const rule = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 100, capMinor: null } as const;
  await setFees({ vendorId, currency: 'EUR', rules: [rule], beyondCardRules: false }, { cause: 'test' });
  const invoice = await makeInvoice({ vendorId, customerId, number: 'FEE-1', currency: 'EUR', totalMinor: 7_000n });
  const ofPayment = await payWithCard(actor, [invoice.id], { currency: 'EUR', feeMinor: 70n });
  const refund = { refundId: newId(), paymentId: ofPayment, reason: 'Sent back', cause: 'test' };
  const what = { kind: 'amount', amountMinor: 1_010n } as const;
  const refunded = await requestRefund({ kind: 'system', name: 'test' }, { ...refund, what }, new Date());
  if (!refunded.ok || refunded.refund.state !== 'succeeded') throw new Error('the refund did not succeed');
}

/** Two more payments: one refunded in part, with one refund that failed; one disputed twice, won once. */
async function reverse(scope: { vendorId: string; customerId: string }, personId: string, contactId: string) {
  const { db } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');
  const { requestRefund } = await import('~/domain/refunds/request-refund.server');
  const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
  const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
  const actor = { kind: 'contact', ...scope, contactId, personId, role: 'payer' } as const;
  const system = { kind: 'system', name: 'test' } as const;
  const because = { actor: system, cause: 'test', now: new Date() };
  const refund = async (ofPayment: string, amountMinor: bigint) => {
    const refundId = newId();
    const what = { kind: 'amount' as const, amountMinor };
    await requestRefund(
      system,
      { refundId, paymentId: ofPayment, what, reason: 'Sent back', cause: 'test' },
      new Date(),
    );
    return refundId;
  };
  const refunded = await payWithCard(actor, [(await makeInvoice({ ...scope, number: 'REFUNDED-1' })).id]);
  await refund(refunded, 4_000n);
  const failing = await refund(refunded, 1_000n);
  const { gatewayRefundId } = await db.refund.findUniqueOrThrow({ where: { id: failing, vendorId: scope.vendorId } });
  await world.ctl('POST', `/refunds/${gatewayRefundId}/fail`);
  await syncRefund({ refundId: failing, cause: 'test', now: new Date() });
  const disputed = await payWithCard(actor, [(await makeInvoice({ ...scope, number: 'CHARGED-BACK-1' })).id]);
  const { gatewayChargeId } = await db.payment.findUniqueOrThrow({ where: { id: disputed, vendorId: scope.vendorId } });
  const dispute = async (amount: number) => {
    const opened = (await world.ctl('POST', '/disputes', { charge: gatewayChargeId, amount })) as { id: string };
    await syncDispute(opened.id, because);
    return opened.id;
  };
  const won = await dispute(3_000);
  await world.ctl('POST', `/disputes/${won}/close`, { outcome: 'won' });
  await syncDispute(won, because);
  await dispute(2_000);
}

/** A lowered invoice, paid with a cheque's remainder, with goodwill and with the card; and credit handed back. */
async function useCredit(actor: import('~/auth/actor').ContactActor) {
  const { db } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');
  const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
  const { refundCredit } = await import('~/domain/credits/refund-credit.server');
  const { recordPayment } = await import('~/domain/payments/record-payment.server');
  const { vendorId, customerId } = actor;
  const system = { kind: 'system', name: 'test' } as const;
  const said = { vendorId, reason: 'Goodwill', cause: 'test' };
  const note = (of: { invoiceId: string } | { customerId: string; currency: string }, amountMinor: bigint) =>
    issueCreditNote(system, { ...said, creditNoteId: newId(), of, amountMinor }, new Date());
  const { id: invoiceId } = await makeInvoice({ vendorId, customerId, number: 'CREDITED-1', taxMinor: 700n });
  await note({ invoiceId }, 4_000n);
  await note({ customerId, currency: 'USD' }, 3_000n);
  const cheque = { paymentId: newId(), currency: 'USD', amountMinor: 2_000n, over: { parts: [] }, note: 'cheque' };
  await recordPayment(system, { ...said, ...cheque, customerId, receivedAt: new Date() }, new Date());
  await payWithCard(actor, [invoiceId], { creditMinor: 5_000n });
  await note({ customerId, currency: 'USD' }, 900n);
  const { id: creditId } = await db.credit.findFirstOrThrow({ where: { vendorId, amountMinor: 900n } });
  const payout = { ...said, refundId: newId(), creditId, amountMinor: 400n, outside: true };
  if (!(await refundCredit(system, payout, new Date())).ok) throw new Error('the credit was not handed back');
}

/** Three charges agreed beforehand: one that ran, one that was declined at first, and one that is to come. */
async function schedule(actor: import('~/auth/actor').ContactActor) {
  const { db } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
  const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');
  const { vendorId, customerId } = actor;
  const method = await db.paymentMethod.findFirstOrThrow({ where: { vendorId, customerId } });
  const tenDays = new Date(Date.now() - 10 * 86_400_000);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const agree = async (number: string, chargeOn: string) => {
    const { id } = await makeInvoice({ vendorId, customerId, number, dueOn: chargeOn });
    const quoted = await quotePayment(actor, { currency: 'USD', invoiceIds: [id] });
    if (!quoted.ok) throw new Error(quoted.refusal.kind);
    const chargeId = newId();
    const agreed = {
      chargeId,
      currency: 'USD',
      quote: quoted.quote.lines,
      methodId: method.id,
      chargeOn,
      cause: 'test',
    };
    if (!(await schedulePayment(actor, agreed, tenDays)).ok) throw new Error('not scheduled');
    return chargeId;
  };
  const bankSays = (says: string) => world.ctl('POST', '/banks', { paymentMethod: method.gatewayMethodId, says });
  const advance = async (chargeId: string) => advanceCharge({ chargeId, cause: 'test', now: new Date() });
  const ran = await advance(await agree('CHARGED-1', day(-2)));
  await bankSays('insufficient_funds');
  const declined = await advance(await agree('DECLINED-1', day(-2)));
  await bankSays('yes');
  await agree('TO-COME-1', day(30));
  if (ran !== 'succeeded' || declined !== 'retrying') throw new Error(`charges ended as ${ran} and ${declined}`);
}

async function brokenRules(): Promise<string[]> {
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  return [...new Set((await verifyBooks()).map((finding) => `${finding.invariant} ${finding.check}`))];
}

describe('verify-books', () => {
  it('is content with what the product itself wrote', async () => {
    expect(paymentId).toBeTruthy();
    expect(await brokenRules()).toEqual([]);
  });

  it.each(CORRUPTIONS)('finds %s after: %s', async (rule, statement) => {
    const { rowCount } = await meddler.query(statement.replace('OTHER_VENDOR', otherVendorId));
    expect(rowCount).toBeGreaterThan(0);
    expect(await brokenRules()).toContain(rule);
  });

  it('has a corruption in this test for every rule there is', async () => {
    const { checks } = await import('~/domain/books/verify-books.server');
    const tried = new Set(CORRUPTIONS.map(([rule]) => rule));
    expect(checks.map((check) => `${check.invariant} ${check.name}`).filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('names the row: its kind, its number and what is wrong', async () => {
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    await meddler.query(`UPDATE invoices SET paid_minor = 2400 WHERE number = 'PART-1'`);
    const found = (await verifyBooks()).find((finding) => finding.check === 'invoice-counters');
    expect(found).toMatchObject({
      invariant: 'I3',
      severity: 'wrong',
      subject: 'invoice',
      name: 'PART-1',
      what: 'says 0 in flight and 2400 paid, its payments say 0 and 2500',
    });
  });

  it('the command exits with 1 and names the rows, with 0 when all is well', async () => {
    const { verifyBooksCommand } = await import('~server/commands/verify-books');
    const run = async (json: boolean) => {
      const lines: string[] = [];
      const code = await verifyBooksCommand.run(
        { values: {}, positionals: [] },
        { now: new Date(), json, out: (line) => lines.push(line) },
      );
      return { code, text: lines.join('\n') };
    };
    expect(await run(false)).toMatchObject({ code: 0, text: expect.stringContaining('rules hold.') });
    await meddler.query(`UPDATE invoices SET paid_minor = 2400 WHERE number = 'PART-1'`);
    const broken = await run(false);
    expect(broken.code).toBe(1);
    expect(broken.text).toMatch(/I3 +invoice-counters +BROKEN: 1 row/);
    expect(broken.text).toContain('invoice PART-1 (');
    expect(JSON.parse((await run(true)).text)).toMatchObject({ ok: false });
  });
});
