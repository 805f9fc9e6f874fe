const { startSandbox } = await import('~sandbox/start');
const sb = await startSandbox({ port: 4431, dataDir: process.env.SBDIR ?? null, webhookUrl: null, webhookSecret: 'whsec_quittance_sandbox' });
const url='postgresql://postgres@127.0.0.1:5499/'+process.env.DBN;
Object.assign(process.env, {DATABASE_URL: url, SESSION_SECRET:'x'.repeat(40), STRIPE_SECRET_KEY:'sk_test_quittance_sandbox', STRIPE_API_BASE: sb.url, STRIPE_WEBHOOK_SECRET:'whsec_quittance_sandbox'});
const { runMigrations } = await import('graphile-worker'); await runMigrations({connectionString: url});
const { seedDemo } = await import('~/domain/demo/seed-demo.server');
const { seedDemoMethods } = await import('~/domain/demo/seed-demo-methods.server');
const { db, pool } = await import('~/lib/db.server');
const now = new Date();
await seedDemo({now});
for (const _ of [1,2]) { console.time('methods'); await seedDemoMethods({ now }); console.timeEnd('methods'); }
console.log(await db.$queryRaw`select c.name, m.brand, m.last4, m.default_since is not null as def, m.gateway_method_id from payment_methods m join customers c on c.id=m.customer_id order by m.id`);
console.log(await db.$queryRaw`select state, amount_minor::text, gateway_intent_id, channel, failure_code from payments where channel='portal'`);
console.log(await db.$queryRaw`select number, in_flight_minor::text, due_minor::text from invoices where number in ('INV-2006','INV-2007')`);
await pool.end(); await sb.stop();
