process.env.DATABASE_URL='postgresql://postgres@127.0.0.1:5499/data_eng_perf';
process.env.SESSION_SECRET='x'.repeat(40); process.env.STRIPE_SECRET_KEY='sk_test_quittance_sandbox';
const { checks } = await import('~/domain/books/verify-books.server');
const { pool, db } = await import('~/lib/db.server');
const t=Date.now();
for (const c of checks) { const a=Date.now(); 
 if ('query' in c) { const rows: any[] = await db.$transaction(async tx => { if (process.env.WM) await tx.$executeRaw`SELECT set_config('work_mem','64MB',true)`; return tx.$queryRaw((c as any).query(new Date())) }, {timeout: 100000}); console.log(c.name, Date.now()-a, rows.length);}
 else if (process.argv[2]) { const r = await c.find(); console.log(c.name, Date.now()-a, r.length); } }
console.log('total', Date.now()-t); await pool.end();
