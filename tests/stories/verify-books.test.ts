import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '~tests/support/world';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice, makeInvoices } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';

const TABLES = [
  'invoices',
  'invoice_lines',
  'invoice_disputes',
  'payments',
  'allocations',
  'receipts',
  'receipt_series',
  'ledger_entries',
  'ledger_lines',
  'audit_entries',
  'audit_heads',
  'outgoing_mails',
  'gateway_events',
  'refunds',
  'refund_allocations',
  'refund_returns',
  'gateway_disputes',
  'dispute_allocations',
  'dispute_returns',
  'refund_documents',
  'refund_document_series',
  'credits',
  'credit_moves',
  'credit_notes',
  'credit_note_series',
  'credit_payouts',
];

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
  creditMinor = 0n,
): Promise<string> {
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { keepUsedMethod } = await import('~/domain/payment-methods/keep-used-method.server');
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const { attachMethod } = await import('~/gateways/stripe.server');
  const { db, transaction } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');

  const attached = await attachMethod('pm_card_visa', await ensureGatewayCustomer(actor));
  await transaction((tx) =>
    keepUsedMethod(tx, { vendorId: actor.vendorId, customerId: actor.customerId, method: attached }),
  );
  const method = await db.paymentMethod.findFirstOrThrow({ where: { customerId: actor.customerId } });
  const quoted = await quotePayment(actor, { currency: 'USD', invoiceIds });
  if (!quoted.ok) throw new Error(quoted.refusal.kind);
  const started = await startPayment(
    actor,
    {
      paymentId: newId(),
      currency: 'USD',
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
  await payWithCard(actor, [invoiceId], 5_000n);
  await note({ customerId, currency: 'USD' }, 900n);
  const { id: creditId } = await db.credit.findFirstOrThrow({ where: { vendorId, amountMinor: 900n } });
  const payout = { ...said, refundId: newId(), creditId, amountMinor: 400n, outside: true };
  if (!(await refundCredit(system, payout, new Date())).ok) throw new Error('the credit was not handed back');
}

async function brokenRules(): Promise<string[]> {
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  return [...new Set((await verifyBooks()).map((finding) => `${finding.invariant} ${finding.check}`))];
}

/** rule → what somebody does to the tables behind the product's back */
const CORRUPTIONS: [rule: string, statement: string][] = [
  ['I1 payments-add-up', `UPDATE payments SET amount_minor = amount_minor + 1 WHERE channel = 'portal'`],
  ['I1 payments-add-up', `UPDATE payments SET invoice_count = 2 WHERE channel = 'portal'`],
  ['I1 allocations-have-payments', `DELETE FROM payments WHERE channel = 'outside'`],
  [
    'I2 invoices-not-over-applied',
    `UPDATE allocations SET amount_minor = 10001 WHERE invoice_id = (SELECT id FROM invoices WHERE number = 'PART-1')`,
  ],
  ['I3 invoice-counters', `UPDATE invoices SET paid_minor = 2400 WHERE number = 'PART-1'`],
  ['I3 invoice-counters', `UPDATE invoices SET in_flight_minor = 100 WHERE number = 'PART-1'`],
  [
    'I4 payments-posted-once',
    `DELETE FROM ledger_entries WHERE source_id IN (SELECT id FROM payments WHERE channel = 'portal')`,
  ],
  ['I4 payments-posted-once', `UPDATE payments SET state = 'failed', settled_at = NULL WHERE channel = 'portal'`],
  [
    'I4 payments-posted-once',
    `UPDATE ledger_lines SET account = 'outside_clearing' WHERE account = 'gateway_clearing'`,
  ],
  [
    'I4 invoices-posted-once',
    `DELETE FROM ledger_entries WHERE source_id = (SELECT id FROM invoices WHERE number = 'PART-1')`,
  ],
  ['I4 invoices-posted-once', `UPDATE invoices SET issued_at = now() WHERE number = 'DRAFT-1'`],
  ['I4 voids-posted-once', `DELETE FROM ledger_entries WHERE kind = 'invoice_voided'`],
  ['I4 voids-posted-once', `UPDATE invoices SET voided_at = NULL, void_reason = NULL WHERE number = 'VOID-1'`],
  ['I4 entries-have-sources', `UPDATE ledger_entries SET source_id = gen_random_uuid() WHERE kind = 'invoice_voided'`],
  [
    'I5 payments-undecided',
    `UPDATE payments SET state = 'checking', settled_at = NULL, ended_at = NULL, created_at = now() - interval '16 minutes' WHERE channel = 'portal'`,
  ],
  ['I6 receipts-are-earned', `UPDATE payments SET state = 'cancelled', settled_at = NULL WHERE channel = 'portal'`],
  ['I6 receipts-are-earned', `UPDATE receipts SET total_minor = total_minor - 1`],
  ['I6 payments-have-receipts', `DELETE FROM receipts`],
  ['I7 payment-times', `UPDATE payments SET created_at = ended_at + interval '1 second' WHERE channel = 'portal'`],
  ['I8 entries-balance', `UPDATE ledger_lines SET amount_minor = amount_minor + 1 WHERE account = 'gateway_clearing'`],
  [
    'I9 receivables-agree',
    `UPDATE ledger_lines SET customer_id = gen_random_uuid() WHERE account = 'gateway_clearing' OR account = 'receivable'`,
  ],
  ['I9 disputes-hold-what-they-say', `UPDATE invoices SET disputed_minor = 2999 WHERE number = 'DISPUTED-1'`],
  ['I9 disputes-hold-what-they-say', `UPDATE invoice_disputes SET covers = 'invoice'`],
  ['I9 disputes-hold-what-they-say', `DELETE FROM invoice_disputes`],
  ['I17 disputes-stay-in-the-family', `UPDATE invoice_disputes SET customer_id = gen_random_uuid()`],
  ['I17 disputes-stay-in-the-family', `UPDATE invoice_disputes SET contact_id = gen_random_uuid()`],
  ['I10 intents-were-asked-for', `UPDATE payments SET gateway_request = '{}' WHERE channel = 'portal'`],
  ['I11 one-payment-per-charge', `UPDATE payments SET gateway_charge_id = 'ch_1' WHERE channel = 'portal'`],
  ['I12 failures-have-reasons', `UPDATE payments SET state = 'failed', settled_at = NULL WHERE channel = 'portal'`],
  ['I13 charged-as-agreed', `UPDATE payments SET amount_minor = amount_minor + 1 WHERE channel = 'portal'`],
  ['I13 charged-as-agreed', `UPDATE payments SET currency = 'EUR' WHERE channel = 'portal'`],
  ['I17 allocations-stay-in-the-family', `UPDATE allocations SET currency = 'EUR'`],
  ['I17 payments-stay-in-the-family', `UPDATE payments SET customer_id = gen_random_uuid()`],
  ['I17 receipts-stay-in-the-family', `UPDATE receipts SET customer_id = gen_random_uuid()`],
  ['I17 books-stay-in-the-family', `UPDATE ledger_lines SET currency = 'EUR' WHERE account = 'gateway_clearing'`],
  ['I17 invoices-stay-in-the-family', `UPDATE invoice_lines SET vendor_id = 'OTHER_VENDOR'`],
  [
    'I19 one-mail-per-receipt',
    `INSERT INTO outgoing_mails (id, vendor_id, dedupe_key, kind, "to", subject, text, html, receipt_id, created_at)
     SELECT gen_random_uuid(), r.vendor_id, 'copy ' || n || r.id, 'receipt', 'a@example.com', '', '', '', r.id, now() FROM receipts r, generate_series(1, 2) n`,
  ],
  [
    'I20 gateway-events-applied',
    `INSERT INTO gateway_events VALUES ('evt_1', 'payment_intent.succeeded', 'pi_1', NULL, 'queued', NULL, false, now() - interval '16 minutes')`,
  ],
  ['I21 audit-chain', `UPDATE audit_entries SET actor_id = 'somebody else' WHERE sequence = 1`],
  ['I21 audit-chain', `DELETE FROM audit_entries WHERE sequence = 1`],
  [
    'I21 audit-heads',
    `DELETE FROM audit_entries e WHERE sequence = (SELECT max(sequence) FROM audit_entries WHERE chain = e.chain)`,
  ],
  [
    'I24 invoice-lines-re-add',
    `UPDATE invoice_lines SET net_minor = net_minor + 1, tax_minor = tax_minor - 1 WHERE tax_minor > 0`,
  ],
  ['I24 receipt-numbers-gap-free', `UPDATE receipt_series SET last = last + 1`],
  ['I24 receipt-numbers-fit', `UPDATE receipts SET number = 'R-2020-000001' WHERE sequence = 1`],
  ['I24 receipt-figures-re-add', `UPDATE receipts SET snapshot = jsonb_set(snapshot, '{feeMinor}', '"100"')`],
  [
    'I24 receipt-figures-re-add',
    `UPDATE receipts SET snapshot = jsonb_set(snapshot, '{invoices}', (snapshot -> 'invoices') - 0)`,
  ],
  ['I3 invoice-counters', `UPDATE refund_allocations SET amount_minor = amount_minor + 1 WHERE amount_minor = 4000`],
  ['I3 invoice-counters', `DELETE FROM dispute_allocations WHERE amount_minor = 2000`],
  ['I4 reversals-posted-once', `DELETE FROM ledger_entries WHERE kind = 'refund_issued'`],
  ['I4 reversals-posted-once', `DELETE FROM ledger_entries WHERE kind = 'dispute_withdrawn'`],
  ['I4 reversals-posted-once', `UPDATE gateway_disputes SET withdrawn_at = NULL WHERE amount_minor = 2000`],
  ['I4 entries-have-sources', `UPDATE ledger_entries SET source_id = gen_random_uuid() WHERE kind = 'refund_failed'`],
  [
    'I5 refunds-undecided',
    `UPDATE refunds SET state = 'pending', booked_at = NULL, succeeded_at = NULL, created_at = now() - interval '16 minutes' WHERE state = 'succeeded'`,
  ],
  ['I7 refund-times', `UPDATE refunds SET failed_at = booked_at - interval '1 second' WHERE state = 'failed'`],
  ['I7 refund-times', `UPDATE refunds SET booked_at = created_at - interval '1 second' WHERE state = 'succeeded'`],
  ['I15 reversals-add-up', `UPDATE refund_allocations SET amount_minor = amount_minor - 1 WHERE amount_minor = 4000`],
  ['I15 reversals-add-up', `UPDATE gateway_disputes SET loss_minor = 1 WHERE amount_minor = 2000`],
  ['I15 reversals-within-payment', `UPDATE refunds SET amount_minor = 10001 WHERE state = 'succeeded'`],
  ['I15 reversals-within-allocations', `UPDATE refund_allocations SET amount_minor = 10001 WHERE amount_minor = 4000`],
  ['I16 reversals-come-back-once', `DELETE FROM refund_returns`],
  ['I16 reversals-come-back-once', `UPDATE dispute_returns SET restored_minor = 2999, credited_minor = 1`],
  ['I16 reversals-come-back-once', `UPDATE gateway_disputes SET reinstated_at = NULL WHERE amount_minor = 3000`],
  ['I16 reversals-come-back-once', `DELETE FROM ledger_entries WHERE kind = 'dispute_reinstated'`],
  ['I17 reversals-stay-in-the-family', `UPDATE refund_allocations SET currency = 'EUR'`],
  ['I17 reversals-stay-in-the-family', `UPDATE gateway_disputes SET customer_id = gen_random_uuid()`],
  [
    'I19 one-mail-per-refund-document',
    `INSERT INTO outgoing_mails (id, vendor_id, dedupe_key, kind, "to", subject, text, html, refund_document_id, created_at)
     SELECT gen_random_uuid(), d.vendor_id, 'copy ' || n || d.id, 'refund', 'a@example.com', '', '', '', d.id, now() FROM refund_documents d, generate_series(1, 2) n`,
  ],
  ['I24 refunds-have-documents', `DELETE FROM refund_documents`],
  ['I24 refunds-have-documents', `UPDATE refund_documents SET total_minor = total_minor - 1`],
  ['I24 refund-numbers-gap-free', `UPDATE refund_document_series SET last = last + 1`],
  ['I24 refund-documents-re-add', `UPDATE refund_documents SET snapshot = jsonb_set(snapshot, '{feeMinor}', '"100"')`],
  ['I24 refund-documents-re-add', `UPDATE refund_documents SET snapshot = jsonb_set(snapshot, '{invoices}', '[]')`],
  [
    'I24 refund-documents-are-signed',
    `UPDATE refund_documents SET snapshot = jsonb_set(snapshot, '{reason}', '"Other"')`,
  ],
  ['I1 payments-add-up', `UPDATE payments SET credit_minor = credit_minor + 1 WHERE credit_minor > 0`],
  ['I2 credit-notes-within-invoice', `UPDATE credit_notes SET amount_minor = 10001 WHERE applied_minor = 4000`],
  ['I3 invoices-credited', `UPDATE invoices SET credited_minor = 1 WHERE number = 'PART-1'`],
  ['I3 invoices-credited', `UPDATE credit_notes SET applied_minor = 3999 WHERE applied_minor = 4000`],
  ['I3 credit-is-held-once', `DELETE FROM credit_moves WHERE kind = 'used'`],
  ['I4 credit-notes-posted-once', `DELETE FROM ledger_entries WHERE kind = 'credit_note_issued'`],
  ['I4 credit-notes-posted-once', `UPDATE credit_notes SET tax_minor = tax_minor - 1 WHERE applied_minor = 4000`],
  ['I4 credit-payouts-posted-once', `DELETE FROM ledger_entries WHERE kind = 'credit_paid_out'`],
  ['I4 payments-posted-once', `UPDATE credit_moves SET amount_minor = amount_minor - 1 WHERE kind = 'used'`],
  ['I9 credits-fold', `UPDATE credits SET used_minor = used_minor - 1 WHERE used_minor > 0`],
  ['I9 credits-fold', `DELETE FROM credit_moves WHERE kind = 'gone'`],
  ['I9 credit-agrees', `UPDATE credits SET refunded_minor = 0 WHERE refunded_minor > 0`],
  ['I9 credit-agrees', `UPDATE ledger_lines SET amount_minor = amount_minor - 1 WHERE account = 'customer_credit'`],
  ['I14 credits-have-sources', `DELETE FROM credits WHERE source = 'overpayment'`],
  ['I14 credits-have-sources', `UPDATE credits SET amount_minor = amount_minor + 1 WHERE amount_minor = 900`],
  ['I15 credit-goes-back-once', `UPDATE credit_payouts SET amount_minor = amount_minor + 1`],
  ['I17 credits-stay-in-the-family', `UPDATE credit_moves SET customer_id = gen_random_uuid()`],
  ['I17 credits-stay-in-the-family', `UPDATE credits SET currency = 'EUR' WHERE source = 'overpayment'`],
  ['I24 credit-note-numbers-gap-free', `UPDATE credit_note_series SET last = last + 1`],
  ['I24 receipt-figures-re-add', `UPDATE receipts SET snapshot = jsonb_set(snapshot, '{creditUsedMinor}', '"100"')`],
  ['I24 receipts-are-signed', `UPDATE receipts SET snapshot = jsonb_set(snapshot, '{payer,name}', '"Somebody Else"')`],
];

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
