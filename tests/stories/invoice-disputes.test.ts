import { afterAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import { makeContact } from '~tests/factories/make-customer';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { askAboutInvoice } = await import('~/domain/invoice-disputes/ask-about-invoice.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { withdrawDispute } = await import('~/domain/invoice-disputes/withdraw-dispute.server');
const { resolveDispute } = await import('~/domain/invoice-disputes/resolve-dispute.server');
const { listInvoiceDisputes } = await import('~/domain/invoice-disputes/list-invoice-disputes.server');
const { MESSAGES_PER_CONTACT } = await import('~/domain/invoice-disputes/write-about-invoice.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { quotePayment } = await import('~/domain/payments/quote-payment.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const staff = { kind: 'system', name: 'test' } as const;

type Said = Parameters<typeof disputeInvoice>[1];
const saying = (invoiceId: string, values: Partial<Said> = {}): Said => ({
  id: newId(),
  invoiceId,
  reason: 'wrong-amount',
  amountMinor: null,
  message: 'The hours were 7, not 10.',
  cause: 'test',
  ...values,
});

async function payerWith(count: number, role: 'payer' | 'viewer' = 'payer') {
  const payer = await makePayer({ role });
  const ids = (await payer.invoices(count)).map((invoice) => invoice.id);
  return { payer, ids, first: ids[0]! };
}

async function payable(payer: Payer): Promise<Record<string, bigint>> {
  const quoted = await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all' });
  return quoted.ok ? Object.fromEntries(quoted.quote.lines.map((line) => [line.invoiceId, line.dueMinor])) : {};
}

const invoiceOf = async (payer: Payer, id: string) => (await loadInvoice(payer.actor, id))!;

async function actionsOn(invoiceId: string): Promise<string[]> {
  const entries = await db.auditEntry.findMany({ where: { subjectId: invoiceId }, orderBy: { sequence: 'asc' } });
  return entries.map((entry) => entry.action);
}

async function mailsOf({ actor }: Payer): Promise<string[]> {
  const { vendorId, customerId } = actor;
  const mails = await db.outgoingMail.findMany({ where: { vendorId, customerId, kind: 'invoice-dispute' } });
  return mails.map((mail) => `${mail.to.startsWith('billing@') ? 'vendor' : 'customer'}: ${mail.subject}`).sort();
}

async function expectBooksInOrder({ actor }: Payer): Promise<void> {
  expect((await verifyBooks()).filter((finding) => finding.vendorId === actor.vendorId)).toEqual([]);
}

// First, while the queue holds nothing else.
describe('telling and remembering', () => {
  test('both sides are told once of each step, and the history keeps it', async () => {
    const { payer, first } = await payerWith(1);
    const number = (await invoiceOf(payer, first)).number;
    await askAboutInvoice(payer.actor, saying(first, { message: 'Which project is it?\0' }), now);
    await disputeInvoice(payer.actor, saying(first, { amountMinor: 3_000n }), now);
    await withdrawDispute(payer.actor, { invoiceId: first, cause: 'test' }, now);
    await disputeInvoice(payer.actor, saying(first, { reason: 'not-ordered', message: '' }), now);
    const resolve = () =>
      resolveDispute(
        staff,
        { vendorId: payer.actor.vendorId, invoiceId: first, note: 'Credited.', cause: 'test' },
        now,
      );
    expect(await resolve()).toMatchObject({ ok: true });
    expect(await resolve()).toEqual({ ok: false, refusal: { kind: 'not-disputed' } });
    await drainJobs();
    await drainJobs();
    expect(await mailsOf(payer)).toEqual(
      [
        `vendor: Question about invoice ${number}`,
        `customer: Your question about invoice ${number} was sent`,
        `vendor: $30.00 of invoice ${number} disputed`,
        `customer: Your dispute of invoice ${number} was sent`,
        `vendor: Dispute of invoice ${number} withdrawn`,
        `customer: You withdrew your dispute of invoice ${number}`,
        `vendor: $100.00 of invoice ${number} disputed`,
        `customer: Your dispute of invoice ${number} was sent`,
        `customer: Your dispute of invoice ${number} is settled`,
      ].sort(),
    );
    expect(await listInvoiceDisputes(payer.actor, first)).toMatchObject([
      { kind: 'question', message: 'Which project is it?', reason: null, outcome: null },
      { kind: 'dispute', reason: 'wrong-amount', covers: 'amount', amountMinor: 3_000n, outcome: 'withdrawn' },
      {
        kind: 'dispute',
        reason: 'not-ordered',
        covers: 'invoice',
        amountMinor: 10_000n,
        outcome: 'resolved',
        note: 'Credited.',
      },
    ]);
    expect(await actionsOn(first)).toEqual([
      'invoice.asked-about',
      'invoice.disputed',
      'invoice.dispute-withdrawn',
      'invoice.disputed',
      'invoice.dispute-resolved',
    ]);
    await expectBooksInOrder(payer);
  });

  test('what was said cannot be changed or taken out of the database', async () => {
    const { payer, first } = await payerWith(1);
    await disputeInvoice(payer.actor, saying(first), now);
    const run = (statement: string) => pool.query(`${statement} WHERE invoice_id = $1`, [first]);
    await expect(run(`UPDATE invoice_disputes SET message = 'never mind'`)).rejects.toThrow('cannot change');
    await expect(run('DELETE FROM invoice_disputes')).rejects.toThrow('never deleted');
    await withdrawDispute(payer.actor, { invoiceId: first, cause: 'test' }, now);
    await expect(run('UPDATE invoice_disputes SET ended_at = NULL, outcome = NULL')).rejects.toThrow('cannot change');
    await expect(pool.query('TRUNCATE invoice_disputes')).rejects.toThrow('append-only');
  });

  test('the command resolves by number, also what came with a file, and says so when there is nothing', async () => {
    const { resolveDisputeCommand } = await import('~server/commands/resolve-dispute');
    const payer = await makePayer();
    const [imported] = await payer.invoices(1, { disputeReason: 'According to the file' });
    const lines: string[] = [];
    const run = (positionals: string[], note?: string) =>
      resolveDisputeCommand.run(
        { values: { note }, positionals },
        { now, json: false, out: (line) => lines.push(line) },
      );
    expect(await run([imported!.number])).toBe(2);
    expect(await run(['NO-SUCH'], 'Settled.')).toBe(1);
    expect(await run([imported!.number], 'Settled.')).toBe(0);
    expect(lines).toEqual([
      `The dispute of invoice ${imported!.number} is resolved; what is due on it can be paid again.`,
    ]);
    expect(await run([imported!.number], 'Settled.')).toBe(1);
    expect(await payable(payer)).toEqual({ [imported!.id]: 10_000n });
  });
});

describe('disputing', () => {
  test('a whole invoice takes it out of "pay all", and withdrawing brings it back', async () => {
    const { payer, ids, first } = await payerWith(2);
    expect(await disputeInvoice(payer.actor, saying(first), now)).toEqual({ ok: true, invoiceId: first });
    expect(Object.keys(await payable(payer))).toEqual([ids[1]]);
    expect(await invoiceOf(payer, first)).toMatchObject({ reason: 'disputed', dueMinor: 10_000n });
    const list = await openList(payer.actor, new URLSearchParams(), 'UTC', now);
    expect(list).toMatchObject({
      view: { totals: [{ dueMinor: 10_000n, count: 1 }], unpayable: { rows: [{ id: first, reason: 'disputed' }] } },
    });

    expect(await withdrawDispute(payer.actor, { invoiceId: first, cause: 'test' }, now)).toMatchObject({ ok: true });
    expect(await withdrawDispute(payer.actor, { invoiceId: first, cause: 'test' }, now)).toEqual({
      ok: false,
      refusal: { kind: 'not-disputed' },
    });
    expect(Object.keys(await payable(payer)).sort()).toEqual([...ids].sort());
    expect(await actionsOn(first)).toEqual(['invoice.disputed', 'invoice.dispute-withdrawn']);
    await expectBooksInOrder(payer);
  });

  test('a part of it leaves the rest payable, and only the rest', async () => {
    const { payer, first } = await payerWith(1);
    await disputeInvoice(payer.actor, saying(first, { amountMinor: 3_000n }), now);
    expect(await payable(payer)).toEqual({ [first]: 7_000n });
    expect(await invoiceOf(payer, first)).toMatchObject({ reason: null, dueMinor: 7_000n, disputedMinor: 3_000n });

    const paid = await startPayment(payer.actor, await payer.payAll(await payer.saveCard('pm_card_visa')), now);
    expect(paid).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    // Nothing is left to pay, but it is not paid: what is disputed stands.
    expect(await invoiceOf(payer, first)).toMatchObject({ reason: 'disputed', dueMinor: 0n, paidMinor: 7_000n });
    const list = await openList(payer.actor, new URLSearchParams(), 'UTC', now);
    expect(list).toMatchObject({ view: { rows: [], unpayable: { rows: [{ id: first, reason: 'disputed' }] } } });

    await resolveDispute(
      staff,
      { vendorId: payer.actor.vendorId, invoiceId: first, note: 'The hours are right.', cause: 'test' },
      now,
    );
    expect(await payable(payer)).toEqual({ [first]: 3_000n });
    await expectBooksInOrder(payer);
  });

  test('a part that a cheque or a credit note covers meanwhile never makes less than nothing due', async () => {
    const { payer, first } = await payerWith(1);
    await disputeInvoice(payer.actor, saying(first, { amountMinor: 3_000n }), now);
    const credit = (minor: bigint) =>
      pool.query('UPDATE invoices SET credited_minor = $1::bigint WHERE id = $2', [String(minor), first]);
    await credit(8_000n);
    expect(await invoiceOf(payer, first)).toMatchObject({ dueMinor: 0n, disputedMinor: 2_000n, reason: 'disputed' });
    await credit(10_000n);
    expect(await invoiceOf(payer, first)).toMatchObject({ dueMinor: 0n, disputedMinor: 0n, reason: 'paid' });
    await credit(0n);
    expect(await invoiceOf(payer, first)).toMatchObject({ dueMinor: 7_000n, disputedMinor: 3_000n, reason: null });
  });

  test('the same form sent ten times at once disputes once; another form then is refused', async () => {
    const { payer, first } = await payerWith(1);
    const said = saying(first);
    const answers = await Promise.all(Array.from({ length: 10 }, () => disputeInvoice(payer.actor, said, now)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await listInvoiceDisputes(payer.actor, first)).toHaveLength(1);
    expect(await actionsOn(first)).toEqual(['invoice.disputed']);
    expect(await disputeInvoice(payer.actor, saying(first), now)).toEqual({ ok: false, refusal: { kind: 'disputed' } });
  });

  test('two people at once: one dispute', async () => {
    const { payer, first } = await payerWith(1);
    const { vendorId, customerId } = payer.actor;
    const colleague = await makeContact({ vendorId, customerId });
    const other = { ...payer.actor, contactId: colleague.id, personId: colleague.personId };
    const answers = await Promise.all([
      disputeInvoice(payer.actor, saying(first, { amountMinor: 4_000n }), now),
      disputeInvoice(other, saying(first, { amountMinor: 6_000n }), now),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, refusal: { kind: 'disputed' } });
    await expectBooksInOrder(payer);
  });

  test('one id for two invoices at once is good for one of them', async () => {
    const { payer, ids } = await payerWith(2);
    const id = newId();
    const answers = await Promise.all(
      ids.map((invoiceId) => disputeInvoice(payer.actor, saying(invoiceId, { id }), now)),
    );
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.kind)).sort()).toEqual(['ok', 'other-request']);
    expect(Object.keys(await payable(payer))).toHaveLength(1);
  });

  test.each([
    ['nothing', 0n],
    ['more than is due', 10_001n],
  ])('%s is no amount to dispute', async (_what, amountMinor) => {
    const { payer, first } = await payerWith(1);
    expect(await disputeInvoice(payer.actor, saying(first, { amountMinor }), now)).toEqual({
      ok: false,
      refusal: { kind: 'bad-amount', dueMinor: 10_000n, currency: 'USD' },
    });
  });

  test('what is paid, void, or disputed by the vendor takes none', async () => {
    const payer = await makePayer();
    const [paid, voided, imported] = await Promise.all([
      payer.invoices(1, { paidMinor: 10_000n }),
      payer.invoices(1, { voidReason: 'Billed twice' }),
      payer.invoices(1, { disputeReason: 'According to the file' }),
    ]);
    const kinds = [];
    for (const [invoice] of [paid, voided, imported]) {
      const answer = await disputeInvoice(payer.actor, saying(invoice!.id), now);
      kinds.push(answer.ok ? 'ok' : answer.refusal.kind);
    }
    expect(kinds).toEqual(['paid', 'void', 'disputed']);
    // Nor may the customer withdraw what they did not say.
    expect(await withdrawDispute(payer.actor, { invoiceId: imported[0]!.id, cause: 'test' }, now)).toEqual({
      ok: false,
      refusal: { kind: 'not-disputed' },
    });
  });
});

describe('disputing and paying', () => {
  test('while a payment of it is in flight it is refused, afterwards it is not', async () => {
    const { payer, first } = await payerWith(1);
    const card = await payer.saveCard('pm_card_authenticationRequired');
    const started = await startPayment(payer.actor, await payer.payAll(card), now);
    if (!started.ok) throw new Error('not started');
    expect(started.payment.state).toBe('action_required');
    expect(await disputeInvoice(payer.actor, saying(first), now)).toEqual({
      ok: false,
      refusal: { kind: 'in-flight' },
    });
    expect(await askAboutInvoice(payer.actor, saying(first), now)).toMatchObject({ ok: true });
    await cancelPayment(payer.actor, { paymentId: started.payment.id, cause: 'test' }, now);
    expect(await disputeInvoice(payer.actor, saying(first), now)).toMatchObject({ ok: true });
  });

  test.each([
    ['all of it', null],
    ['a part', 1n],
  ])('a quote made before %s was disputed charges nothing', async (_what, amountMinor) => {
    const { payer, first } = await payerWith(2);
    const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
    await disputeInvoice(payer.actor, saying(first, { amountMinor }), now);
    const answer = await startPayment(payer.actor, input, now);
    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'changed', changes: [{ invoiceId: first }] } });
    const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
    expect(truth.charges.filter((charge) => charge.metadata['payment_id'] === input.paymentId)).toEqual([]);
  });

  test('both at the same moment: exactly one of them, twenty times', async () => {
    const payer = await makePayer();
    const card = await payer.saveCard('pm_card_visa');
    for (let round = 0; round < 20; round++) {
      const [invoice] = await payer.invoices(1);
      const input = await payer.payAll(card);
      const { vendorId, customerId } = payer.actor;
      const colleague = await makeContact({ vendorId, customerId });
      const other = { ...payer.actor, contactId: colleague.id, personId: colleague.personId };
      const [paid, disputed] = await Promise.all([
        startPayment(payer.actor, input, now),
        disputeInvoice(other, saying(invoice!.id), now),
      ]);
      expect([paid.ok, disputed.ok].filter(Boolean)).toHaveLength(1);
      await resolveDispute(staff, { vendorId, invoiceId: invoice!.id, note: 'Next.', cause: 'test' }, now);
      await pool.query('UPDATE invoices SET archived_at = now() WHERE id = $1', [invoice!.id]);
    }
    await expectBooksInOrder(payer);
  });
});

describe('who may', () => {
  test('a viewer asks, but disputes and withdraws nothing', async () => {
    const { payer, first } = await payerWith(1, 'viewer');
    const viewer = { ok: false, refusal: { kind: 'viewer' } };
    expect(await disputeInvoice(payer.actor, saying(first), now)).toEqual(viewer);
    expect(await withdrawDispute(payer.actor, { invoiceId: first, cause: 'test' }, now)).toEqual(viewer);
    expect(await askAboutInvoice(payer.actor, saying(first), now)).toMatchObject({ ok: true });
    expect(await payable(payer)).toEqual({ [first]: 10_000n });
  });

  test('somebody else’s invoice is nobody’s, of the same vendor or another', async () => {
    const { payer, first } = await payerWith(1);
    const gone = { ok: false, refusal: { kind: 'gone' } };
    for (const stranger of [await makePayer({ vendorId: payer.actor.vendorId }), await makePayer()]) {
      expect(await askAboutInvoice(stranger.actor, saying(first), now)).toEqual(gone);
      expect(await disputeInvoice(stranger.actor, saying(first), now)).toEqual(gone);
      await disputeInvoice(payer.actor, saying(first), now);
      expect(await withdrawDispute(stranger.actor, { invoiceId: first, cause: 'test' }, now)).toEqual(gone);
      expect(await listInvoiceDisputes(stranger.actor, first)).toEqual([]);
    }
    expect(await payable(payer)).toEqual({});
  });

  test('a used id says nothing about another’s form', async () => {
    const { payer, first } = await payerWith(1);
    const said = saying(first);
    await askAboutInvoice(payer.actor, said, now);
    const stranger = await payerWith(1);
    expect(await askAboutInvoice(stranger.payer.actor, { ...said, invoiceId: stranger.first }, now)).toEqual({
      ok: false,
      refusal: { kind: 'other-request' },
    });
  });

  test('floods are refused, with how long to wait', async () => {
    const { payer, first } = await payerWith(1);
    for (let time = 0; time < MESSAGES_PER_CONTACT.times; time++) {
      expect(await askAboutInvoice(payer.actor, saying(first), now)).toMatchObject({ ok: true });
    }
    expect(await askAboutInvoice(payer.actor, saying(first), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many' },
    });
    expect(await listInvoiceDisputes(payer.actor, first)).toHaveLength(MESSAGES_PER_CONTACT.times);
  });

  test('a question without words, and one too long, are refused', async () => {
    const { payer, first } = await payerWith(1);
    const ask = (message: string) => askAboutInvoice(payer.actor, saying(first, { message }), now);
    expect(await ask('  \n ')).toEqual({ ok: false, refusal: { kind: 'no-message' } });
    expect(await ask('x'.repeat(2_001))).toEqual({ ok: false, refusal: { kind: 'message-too-long' } });
    const other = await disputeInvoice(payer.actor, saying(first, { reason: 'other', message: '' }), now);
    expect(other).toEqual({ ok: false, refusal: { kind: 'no-message' } });
  });
});

test('what is due still counts every part it was made of before amounts could be disputed', async () => {
  const { rows } = await pool.query<{ due: string }>(
    `SELECT pg_get_expr(d.adbin, d.adrelid) AS due FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     WHERE d.adrelid = 'invoices'::regclass AND a.attname = 'due_minor'`,
  );
  for (const part of ['total', 'credited', 'written_off', 'in_flight', 'paid', 'disputed'])
    expect(rows[0]?.due).toContain(`${part}_minor`);
});
