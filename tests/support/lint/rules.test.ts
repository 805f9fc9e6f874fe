import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, it } from 'vitest';
// @ts-expect-error The linter loads these files as they are, so they are plain JavaScript.
import { rules } from './rules.js';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });

tester.run('no-float-money', rules['no-float-money'], {
  valid: [
    'const totalMinor: bigint = 12n;',
    'type Line = { amountMinor: bigint; count: number };',
    'const pages = Number(count) + Math.max(1, 2);',
    'const text = formatMoney(totalMinor, currency);',
    'const half = totalMinor / 2n;',
    'seconds.toFixed(1);',
    'const ratio = Number.parseInt(text, 10);',
    // What is counted of amounts is no amount.
    'const n = Number(linesMinor.length);',
  ],
  invalid: [
    { code: 'const x = Number(totalMinor);', errors: [{ messageId: 'converted' }] },
    { code: 'const x = Number(line.totalMinor - line.paidMinor) / 100;', errors: [{ messageId: 'converted' }] },
    { code: 'const x = Number(line.totalMinor.toString());', errors: [{ messageId: 'converted' }] },
    { code: 'const x = Number(`${line.totalMinor}`);', errors: [{ messageId: 'converted' }] },
    { code: 'const x = parseFloat(String(dueMinor));', errors: [{ messageId: 'converted' }] },
    { code: 'const x = Number.parseFloat(row!.dueMinor as string);', errors: [{ messageId: 'converted' }] },
    { code: 'const x = +dueMinor;', errors: [{ messageId: 'converted' }] },
    { code: 'const x = Math.round(totalMinor * rate);', errors: [{ messageId: 'converted' }] },
    { code: 'const x = (totalMinor / 100).toFixed(2);', errors: [{ messageId: 'converted' }] },
    { code: 'let totalMinor: number;', errors: [{ messageId: 'typed' }] },
    { code: 'type Line = { amountMinor: number | null };', errors: [{ messageId: 'typed' }] },
    { code: 'function pay(amountMinor: number) {}', errors: [{ messageId: 'typed' }] },
    { code: 'let amountsMinor: readonly number[];', errors: [{ messageId: 'typed' }] },
    { code: 'let sumMinor = 0;', errors: [{ messageId: 'literal' }] },
    { code: 'insert({ feeMinor: 0 });', errors: [{ messageId: 'literal' }] },
  ],
});

const options = [{ tables: ['invoices', 'payments'], models: ['invoice', 'payment'] }];
const withOptions = (code: string) => ({ code, options });

tester.run('tenant-scope', rules['tenant-scope'], {
  valid: [
    'db.$queryRaw`SELECT id FROM invoices i WHERE i.vendor_id = ${v}::uuid AND i.id = ${id}::uuid`',
    'db.$queryRaw`SELECT i.id FROM payments p JOIN invoices i USING (vendor_id, id)`',
    'db.$queryRaw`UPDATE invoices i SET paid_minor = 0 FROM held WHERE i.id = held.id AND i.vendor_id = held.vendor_id`',
    'tx.$executeRaw`INSERT INTO invoices (id, vendor_id) VALUES (${id}, ${v})`',
    'db.$queryRaw`SELECT 1 FROM people WHERE email = ${email}`',
    'sql`SELECT count(*) FROM payments -- all vendors: the house counts its own work`',
    '// all vendors: an id that the gateway signed\ndb.$queryRaw`SELECT id FROM payments WHERE id = ${id}`',
    'db.$queryRaw`SELECT id FROM invoices i WHERE ${chosen} -- vendor_id is part of what is chosen`',
    'db.invoice.findFirst({ where: { id, vendorId } })',
    'db.payment.findUnique({ where: { vendorId_id: { vendorId, id } } })',
    '// all vendors: as above\ndb.payment.findUnique({ where: { id } })',
    'db.person.findUnique({ where: { id } })',
    'format`SELECT id FROM invoices`',
  ].map(withOptions),
  invalid: [
    { code: 'db.$queryRaw`SELECT id FROM invoices WHERE id = ${id}`', errors: [{ messageId: 'statement' }] },
    {
      code: 'db.$queryRaw<Row[]>`SELECT i.vendor_id, i.id FROM invoices i WHERE i.id = ${id}`',
      errors: [{ messageId: 'statement' }],
    },
    {
      code: 'db.$queryRaw`SELECT id FROM invoices WHERE id = ${id} -- AND vendor_id = 1`',
      errors: [{ messageId: 'statement' }],
    },
    { code: 'tx.$executeRaw`DELETE FROM payments WHERE id = ${id}`', errors: [{ messageId: 'statement' }] },
    { code: 'tx.$executeRaw`UPDATE "payments" SET state = 1`', errors: [{ messageId: 'statement' }] },
    { code: 'tx.$executeRaw`INSERT INTO invoices (id) VALUES (${id})`', errors: [{ messageId: 'statement' }] },
    { code: 'Prisma.sql`SELECT * FROM invoices -- all vendors:`', errors: [{ messageId: 'statement' }] },
    {
      code: '// all vendors: much too far away\n\n\n\ndb.$queryRaw`SELECT id FROM payments`',
      errors: [{ messageId: 'statement' }],
    },
    { code: 'db.invoice.findMany({ where: { customerId } })', errors: [{ messageId: 'call' }] },
    { code: 'tx.invoice.update({ where: { id }, data: { vendorId } })', errors: [{ messageId: 'call' }] },
    { code: 'db.payment.findMany()', errors: [{ messageId: 'call' }] },
  ].map(({ code, errors }) => ({ ...withOptions(code), errors })),
});
