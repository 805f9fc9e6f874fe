import { startSandbox } from '../../sandbox/start';
const sb = await startSandbox({ port: 0, dataDir: null, webhookUrl: null, webhookSecret: 'whsec_quittance_sandbox' });
Object.assign(process.env, { DATABASE_URL: process.env.DB ?? 'postgresql://postgres@127.0.0.1:5499/lead', SESSION_SECRET: 'x'.repeat(40), STRIPE_SECRET_KEY: 'sk_test_quittance_sandbox', STRIPE_WEBHOOK_SECRET: 'whsec_quittance_sandbox', STRIPE_API_BASE: sb.url, LOG_LEVEL: 'warn' });
const { runMigrations } = await import('graphile-worker');
await runMigrations({ connectionString: process.env.DATABASE_URL });
const { makeVendor } = await import('../factories/make-vendor');
const { makeCustomer, makeContact } = await import('../factories/make-customer');
const { makeInvoices } = await import('../factories/make-invoice');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { quotePayment } = await import('~/domain/payments/quote-payment.server');
const { attachMethod } = await import('~/gateways/stripe.server');
const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
const { keepUsedCard } = await import('~/domain/payment-methods/keep-used-card.server');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { transaction, db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const pg = (await import('pg')).default;
const vendor = await makeVendor({ slug: 'v' + Date.now() } as any);
const customer = await makeCustomer({ vendorId: vendor.id });
const contact = await makeContact({ vendorId: vendor.id, customerId: customer.id });
const actor = { kind: 'contact', vendorId: vendor.id, customerId: customer.id, contactId: contact.id, personId: contact.personId, role: 'payer' } as const;
const gc = await ensureGatewayCustomer(actor);
for (const pm of ['pm_card_visa', 'pm_card_chargeCustomerFail', 'pm_card_authenticationRequired']) {
  try { const card = await attachMethod(pm, gc); await transaction((tx) => keepUsedCard(tx, { vendorId: vendor.id, customerId: customer.id, card })); } catch (e) { console.log(pm, String(e)); }
}
const methods = await listPaymentMethods(actor);
console.log(methods.map((m) => m.brand + m.last4));
const visa = methods.find((m) => m.last4 === '4242')!;
let queries = 0; const orig = pg.Client.prototype.query; let show = false;
(pg.Client.prototype as any).query = function (this: any, ...a: any[]) { queries++; const t0 = performance.now(); const r = (orig as any).apply(this, a); const tx = (typeof a[0] === 'string' ? a[0] : a[0]?.text)?.replace(/\s+/g, ' ').slice(0, 60); if (show && r?.then) r.then(() => console.log('  >', (performance.now() - t0).toFixed(1), tx)); return r; };
for (const n of [12, 100, 1000, 1000, 1000]) {
  await makeInvoices(n, { vendorId: vendor.id, customerId: customer.id, totalMinor: 5000n });
  const q = await quotePayment(actor, { currency: 'USD', invoiceIds: 'all' });
  if (!q.ok) throw new Error(JSON.stringify(q));
  queries = 0; show = n === 1000; const t = performance.now();
  const input = { paymentId: newId(), currency: 'USD', quote: q.quote.lines, method: { kind: 'saved' as const, methodId: visa.id }, returnUrl: 'http://localhost:3000/payments/x', inPlace: true, cause: 'try' };
  const r = await startPayment(actor, input, new Date());
  console.log(n, JSON.stringify(r), (performance.now() - t).toFixed(1) + ' ms', queries, 'statements'); show = false;
  if (n === 12) console.log('again', JSON.stringify(await startPayment(actor, input, new Date())));
}
for (const last4 of methods.map((m) => m.last4)) {
  await makeInvoices(3, { vendorId: vendor.id, customerId: customer.id });
  const q = await quotePayment(actor, { currency: 'USD', invoiceIds: 'all' });
  if (!q.ok) throw new Error('x');
  const m = methods.find((x) => x.last4 === last4)!;
  console.log(last4, JSON.stringify(await startPayment(actor, { paymentId: newId(), currency: 'USD', quote: q.quote.lines, method: { kind: 'saved', methodId: m.id }, returnUrl: 'http://localhost:3000/payments/x', inPlace: false, cause: 'try' }, new Date())));
}
// race
await makeInvoices(5, { vendorId: vendor.id, customerId: customer.id });
const q = await quotePayment(actor, { currency: 'USD', invoiceIds: 'all' });
if (!q.ok) throw new Error('x');
const rs = await Promise.all(Array.from({ length: 64 }, () => startPayment(actor, { paymentId: newId(), currency: 'USD', quote: q.quote.lines, method: { kind: 'saved', methodId: visa.id }, returnUrl: 'http://localhost:3000/payments/x', inPlace: true, cause: 'try' }, new Date())));
console.log('race ok', rs.filter((r) => r.ok).length, new Set(rs.map((r) => (r.ok ? r.payment.state : r.refusal.kind + ':' + (r.refusal as any).changes?.[0]?.reason))));
await db.$disconnect(); await pool.end(); await sb.stop();
