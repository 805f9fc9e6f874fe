import pg from 'pg';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffActor } from '~/auth/actor';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makePaymentMethod } from '~tests/factories/make-payment-method';
import { makeVendor } from '~tests/factories/make-vendor';
import { giveCredit } from '../support/credits';
import { drainJobs } from '../support/drain-jobs';
import { batchStories } from '../support/batches';
import { buildProduct, freePorts, startProduct, type Product } from '../support/product';
import { makeLink } from '../support/payment-links';
import { send, type Answer } from '../support/send';
import { makePayer } from '../support/payer';
import { staffOf } from '../support/staff';
import { startWorld, type World } from '../support/world';
import { VENDOR_RULES as RULES, type Rule, type Theirs } from '../support/vendor-rules';
import { vendorRoutes } from '../support/vendor-routes';

const SLOW_MS = 240_000;

let world: World;
let product: Product;
let theirs: Theirs;
let host: string;
let dataDir: string;
const cookies = { stranger: '', viewer: '' };
let viewerId: string;
let database: pg.Client;

beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  world = await startWorld();
  const [vendor, other] = [await makeVendor({ name: 'Vendor A' }), await makeVendor({ name: 'Vendor B' })];
  await staffOf(vendor);
  const customer = await makeCustomer({ vendorId: vendor.id });
  const invoice = await makeInvoice({ vendorId: vendor.id, customerId: customer.id });
  const colleague = await staffOf(vendor, 'biller');
  const viewer = await staffOf(vendor, 'viewer');
  viewerId = viewer.actor.staffId;
  const ofCustomer = { vendorId: vendor.id, customerId: customer.id };
  const payment = await paidPayment(vendor.id);
  theirs = {
    batch: await batchOf(colleague.actor),
    staff: colleague.actor.staffId,
    customer: customer.id,
    contact: (await makeContact(ofCustomer)).id,
    method: (await makePaymentMethod(ofCustomer)).id,
    customerImport: await importOf(colleague.actor),
    invoice: invoice.id,
    link: (await makeLink({ actor: ofCustomer })).actor.linkId,
    payment,
    refundDocument: await refundedDocument(colleague.actor, payment),
    ...(await creditOf(colleague.actor, customer.id)),
    mail: await mailOf(vendor.id),
    attachment: await attachedFile(colleague.actor, invoice.id),
    nobody: crypto.randomUUID(),
  };
  cookies.viewer = await viewer.cookie();
  cookies.stranger = await (await staffOf(other)).cookie();
  const [port, sandboxPort] = await freePorts(2);
  host = `127.0.0.1:${port}`;
  dataDir = mkdtempSync(join(tmpdir(), 'quittance-vendor-access-'));
  product = await startProduct({
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATA_DIR: dataDir,
    DATABASE_URL: world.databaseUrl,
    SESSION_SECRET: process.env['SESSION_SECRET'] ?? '',
    ROLE: 'web',
    LOG_LEVEL: 'fatal',
  });
  database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
}, SLOW_MS);

/** A batch of the vendor that is over. */
async function batchOf(actor: StaffActor): Promise<string> {
  const { confirm, customer } = await batchStories(world);
  const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
  const { ids } = await customer(actor.vendorId, 1);
  const batchId = await confirm(actor, ids);
  await cancelBatch(actor, { batchId, cause: 'test' }, new Date());
  return batchId;
}

afterAll(async () => {
  product.signal('SIGTERM');
  await product.ended;
  await database.end();
  await world.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, SLOW_MS);

/** A mail that waits. */
async function mailOf(vendorId: string): Promise<string> {
  const { db, transaction } = await import('~/lib/db.server');
  const { queueMail } = await import('~/domain/mail/queue-mail.server');
  const dedupeKey = `test:${crypto.randomUUID()}`;
  const mail = { kind: 'test', vendorId, customerId: null, to: 'a@a.example', subject: 'S', text: 'T', html: 'H' };
  await transaction((tx) => queueMail(tx, { ...mail, dedupeKey, now: new Date() }));
  return (await db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey } })).id;
}

/** A file of customers that waits for a yes. */
async function importOf(actor: StaffActor): Promise<string> {
  const { startImport } = await import('~/domain/customer-imports/start-import.server');
  const bytes = Buffer.from('Number,Name\nC-9,Vendor A imports');
  const started = await startImport(actor, { importId: crypto.randomUUID(), fileName: 'c.csv', bytes }, new Date());
  if (!started.ok) throw new Error(started.refusal.problem);
  return started.importId;
}

const routes = vendorRoutes();
const guarded = routes.filter((path) => !RULES[path]?.open);

const get = (path: string, cookie = '') =>
  send(product.url, { path, headers: { host, ...(cookie ? { cookie } : {}) } });
const post = (path: string, cookie: string, form: Record<string, string> = {}) =>
  send(product.url, {
    method: 'POST',
    path,
    headers: {
      host,
      origin: `http://${host}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie ? { cookie } : {}),
    },
    body: new URLSearchParams(form).toString(),
  });

/** The address with what its parameters name: `pick` says whose. */
function addressOf(pattern: string, pick: (kind: keyof Theirs) => string): string {
  const { names = {} } = RULES[pattern] ?? {};
  return pattern
    .replace(/:(\w+)/g, (_match, name: string) => pick(names[name] ?? 'nobody'))
    .replace('*', 'no-such-page');
}
const ofA = (pattern: string) => addressOf(pattern, (kind) => theirs[kind]);
const ofNobody = (pattern: string) => addressOf(pattern, () => theirs.nobody);
/** How the page's own scripts fetch the same. */
const asData = (path: string) => `${path}.data`;

/** What differs between any two answers says nothing: nonces, request ids, and the id that was asked for. */
function told({ status, body }: Answer): string {
  const plain = Object.values(theirs).reduce((text, id) => text.replaceAll(id, 'ID'), body);
  return `${status} ${plain
    .replace(/nonce=(\\?)"[^"]*"/g, 'nonce')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'REQUEST')}`;
}

async function attachedFile(actor: StaffActor, invoiceId: string): Promise<string> {
  const { attachFiles, listAttachments } = await import('~/domain/invoices/attachments.server');
  const files = [{ name: 'hours.pdf', content: new Uint8Array(Buffer.from('%PDF-1.7')) }];
  await attachFiles(actor, { invoiceId, files, cause: 'test' }, new Date());
  const [file] = await listAttachments({ vendorId: actor.vendorId, invoiceId });
  return file?.id ?? '';
}

/** Settled, with its receipt. */
async function paidPayment(vendorId: string): Promise<string> {
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const payer = await makePayer({ vendorId });
  await payer.invoices(1);
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  const paid = await startPayment(payer.actor, input, new Date());
  if (!paid.ok || paid.payment.state !== 'succeeded') throw new Error('not paid');
  return input.paymentId;
}

/** Of a cent that was given back. */
async function refundedDocument(actor: StaffActor, paymentId: string): Promise<string> {
  const { requestRefund } = await import('~/domain/refunds/request-refund.server');
  const { db } = await import('~/lib/db.server');
  const what = { kind: 'amount' as const, amountMinor: 1n };
  const asked = { refundId: crypto.randomUUID(), paymentId, what, reason: 'Goodwill', cause: 'test' };
  await requestRefund(actor, asked, new Date());
  await drainJobs();
  return (await db.refundDocument.findFirstOrThrow({ where: { vendorId: actor.vendorId } })).id;
}

/** A credit note without an invoice, and the credit that it is. */
async function creditOf({ vendorId }: StaffActor, customerId: string): Promise<{ creditNote: string; credit: string }> {
  const credit = await giveCredit({ actor: { vendorId, customerId } }, 1n, new Date());
  await drainJobs();
  const { db } = await import('~/lib/db.server');
  return { credit, creditNote: (await db.creditNote.findFirstOrThrow({ where: { vendorId } })).id };
}

async function rowsOfA(): Promise<string> {
  const { rows } = await database.query<{ row: string }>(
    `SELECT s::text AS row FROM staff s UNION ALL SELECT i::text FROM staff_invitations i UNION ALL SELECT b::text FROM invoices b
     UNION ALL SELECT c::text FROM customers c UNION ALL SELECT k::text FROM contacts k UNION ALL SELECT m::text FROM payment_methods m
     UNION ALL SELECT f::text FROM customer_imports f
     UNION ALL SELECT l::text FROM payment_links l UNION ALL SELECT t::text FROM payment_link_tokens t
     UNION ALL SELECT f.id || f.file_name FROM invoice_attachments f UNION ALL SELECT p::text FROM payments p UNION ALL SELECT r::text FROM refunds r
     UNION ALL SELECT x.id || coalesce(x.revoked_at::text, '') || coalesce(x.viewed_customer_id::text, '') FROM staff_sessions x ORDER BY 1`,
  );
  return rows.map(({ row }) => row).join('\n');
}

it('lists every route of the vendor’s desk, and none that is gone', () => {
  expect(routes.length).toBeGreaterThan(5);
  expect(Object.keys(RULES).sort()).toEqual([...routes].sort());
  for (const path of routes)
    expect(Object.keys(RULES[path]?.names ?? {}), `what the parameters of ${path} name`).toEqual(
      RULES[path]?.open ? [] : [...path.matchAll(/:(\w+)/g)].map(([, name]) => name),
    );
});

describe('S22, S28: who may do what at the vendor’s desk', () => {
  it.each(guarded)('%s: who is not signed in is sent to sign in, and does nothing', async (pattern) => {
    const path = ofA(pattern);
    const page = await get(path);
    const loaderless = page.headers.location === '/vendor';
    if (!loaderless) expect(page.headers.location).toBe(`/vendor/sign-in?to=${encodeURIComponent(path)}`);
    expect(page.status).toBe(303);
    const data = await get(asData(path));
    expect(data.status, data.body).toBe(202);
    expect(data.body).not.toContain('Vendor A');
    expect([401, 405]).toContain((await post(path, '')).status);
  });

  it.each(guarded.filter((pattern) => pattern.includes(':')))(
    '%s: another vendor’s staff get the answer for what does not exist',
    async (pattern) => {
      for (const shape of [(path: string) => path, asData]) {
        const [real, none] = [
          await get(shape(ofA(pattern)), cookies.stranger),
          await get(shape(ofNobody(pattern)), cookies.stranger),
        ];
        expect(real.status).toBe(404);
        expect(told(real)).toBe(told(none));
      }
      const before = await rowsOfA();
      for (const form of RULES[pattern]?.forms ?? [{}]) {
        const fields = fill(form);
        const [real, none] = [
          await post(ofA(pattern), cookies.stranger, fields),
          await post(ofNobody(pattern), cookies.stranger, fields),
        ];
        expect({ fields, status: real.status }).toEqual({ fields, status: 404 });
        expect(told(real)).toBe(told(none));
      }
      expect(await rowsOfA()).toBe(before);
    },
  );

  it.each(guarded.filter((pattern) => !pattern.includes(':') && RULES[pattern]?.forms))(
    '%s: a form that names another vendor’s row finds nothing',
    async (pattern) => {
      const before = await rowsOfA();
      for (const form of RULES[pattern]?.forms ?? []) {
        const answer = await post(pattern, cookies.stranger, fill(form));
        expect({ form: Object.keys(form), status: answer.status }).toEqual({ form: Object.keys(form), status: 404 });
      }
      expect(await rowsOfA()).toBe(before);
    },
  );

  it.each(guarded.filter((pattern) => !RULES[pattern]?.viewerPosts))('%s: a viewer posts nothing', async (pattern) => {
    const refusals = async () =>
      (
        await database.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM audit_entries WHERE action = 'access.refused' AND actor_id = $1`,
          [viewerId],
        )
      ).rows[0]?.n ?? 0;
    const before = await rowsOfA();
    for (const form of RULES[pattern]?.forms ?? [{}]) {
      const noted = await refusals();
      const answer = await post(ofA(pattern), cookies.viewer, fill(form));
      // 404 and 405: there is nothing to post to.
      expect([403, 404, 405]).toContain(answer.status);
      if (answer.status === 403) expect(await refusals()).toBe(noted + 1);
    }
    expect(await rowsOfA()).toBe(before);
  });

  it('a viewer looks at everything but what only owners decide, and what only billers write', async () => {
    for (const pattern of guarded.filter((each) => each !== '/vendor/*' && each !== '/vendor/view-as')) {
      const { status } = await get(ofA(pattern), cookies.viewer);
      expect({ pattern, status }).toEqual({ pattern, status: NOT_FOR_VIEWERS.includes(pattern) ? 403 : 200 });
    }
  });
});

const NOT_FOR_VIEWERS = [
  '/vendor/settings/team/:id',
  '/vendor/invoices/views',
  '/vendor/invoices/:id/archive',
  '/vendor/invoices/new',
  '/vendor/invoices/preview',
  '/vendor/invoices/:id/edit',
  '/vendor/customers/new',
  '/vendor/customers/import',
  '/vendor/customers/import/:importId',
  '/vendor/customers/import/:importId/problems.csv',
  '/vendor/customers/:id/edit',
  '/vendor/payment-links/new',
  '/vendor/invoices/:id/charge',
  '/vendor/invoices/:id/void',
  '/vendor/invoices/:id/credit-note',
  '/vendor/invoices/:id/record-payment',
  '/vendor/invoices/:id/resolve',
  '/vendor/payments/:id/refund',
];

function fill(form: NonNullable<Rule['forms']>[number]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'function' ? value(theirs) : value]),
  );
}
