import pg from 'pg';
import { receiptNumber } from '~/domain/receipts/receipt-number';
import { canonicalJson, packSnapshot, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import type { SigningKey } from '~/domain/receipts/signing-key.server';
import { refundNumber, type RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { newId } from '~/lib/ids';
import { AFTER_RECEIPTS, BEFORE_RECEIPTS, CHAINER, HOUSEHOLD, REFUNDED, SERIES, SETTLED } from './fill-sql';

const PAYMENTS_AT_ONCE = 4_000;
const DOCUMENTS_AT_ONCE = 2_000;

type Issued = {
  vendorId: string;
  customerId: string;
  sequence: number;
  year: number;
  at: Date;
  amount: string;
  vendorName: string;
  payerName: string;
  payerNumber: string;
};
type Settled = Issued & { paymentId: string; reference: string; invoices: [string, string, string, string, string][] };
type Refunded = Issued & {
  refundId: string;
  receiptNumber: string;
  invoiceNumber: string;
  total: string;
  open: string;
};
type Document = Issued & { id: string; of: string; number: string; canonical: string };

/**
 * Fills a migrated database with so many settled payments and all that hangs on them; every receipt is really signed.
 * The first of them are written with every trigger and foreign key awake, which proves the statements right; the rest
 * by the same statements with these asleep, or it would take half an hour.
 */
export async function fillBooks(databaseUrl: string, payments: number, say: (line: string) => void): Promise<void> {
  const clients = await Promise.all([connect(databaseUrl), connect(databaseUrl)]);
  try {
    const key = await storedKey();
    for (const statement of HOUSEHOLD) await clients[0].query(statement);
    await clients[0].query('ANALYZE');
    await Promise.all(clients.map((client, half) => fillHalf(client, half, payments, key, say)));
    for (const statement of SERIES) await clients[0].query(statement);
    await clients[0].query('VACUUM (ANALYZE, PARALLEL 0)');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(CHAINER);
  await client.query(
    `SET synchronous_commit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET jit = off`,
  );
  return client;
}

async function storedKey(): Promise<SigningKey> {
  const { ensureSigningKey, signingKey } = await import('~/domain/receipts/signing-key.server');
  const { transaction } = await import('~/lib/db.server');
  await ensureSigningKey();
  return transaction(async (tx) => {
    const stored = await tx.$queryRaw<{ id: string; sealed: string }[]>`
      SELECT id::text, encode(private_key, 'hex') AS sealed FROM signing_keys`;
    return signingKey(tx, stored);
  });
}

/** The even or the odd vendors, so that two connections never wait for each other. */
async function fillHalf(
  client: pg.Client,
  half: number,
  payments: number,
  key: SigningKey,
  say: (line: string) => void,
) {
  for (let from = 0; from < payments; from += PAYMENTS_AT_ONCE) {
    const to = Math.min(payments, from + PAYMENTS_AT_ONCE);
    await client.query('BEGIN');
    for (const statement of BEFORE_RECEIPTS)
      await client.query(
        statement.replaceAll('$1', String(from)).replaceAll('$2', String(to)).replaceAll('$3', String(half)),
      );
    const settled = await client.query<Settled>(SETTLED);
    await insertDocuments(client, 'receipts', settled.rows.map(receiptOf), key);
    const refunded = await client.query<Refunded>(REFUNDED);
    await insertDocuments(client, 'refund_documents', refunded.rows.map(refundDocumentOf), key);
    for (const statement of AFTER_RECEIPTS) await client.query(statement);
    await client.query('COMMIT');
    await client.query('SET session_replication_role = replica');
    if (half === 0 && (to % 200_000 === 0 || to === payments)) say(`  ${to.toLocaleString('en')} payments written`);
  }
}

async function insertDocuments(
  client: pg.Client,
  table: 'receipts' | 'refund_documents',
  documents: readonly Document[],
  key: SigningKey,
): Promise<void> {
  const { signText } = await import('~/domain/receipts/signing-key.server');
  const source = table === 'receipts' ? 'payment_id' : 'refund_id';
  for (let from = 0; from < documents.length; from += DOCUMENTS_AT_ONCE) {
    const some = documents.slice(from, from + DOCUMENTS_AT_ONCE);
    await client.query(
      `INSERT INTO ${table} (id, vendor_id, customer_id, ${source}, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
       SELECT n.id, n.vendor_id, n.customer_id, n.source, 'USD', n.year, n.sequence, n.number, n.total, n.at, n.snapshot::jsonb, n.signature, $11
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::text[], $8::bigint[], $9::timestamptz[], $10::text[], $12::bytea[])
         AS n (id, vendor_id, customer_id, source, year, sequence, number, total, at, snapshot, signature)`,
      [
        some.map((each) => each.id),
        some.map((each) => each.vendorId),
        some.map((each) => each.customerId),
        some.map((each) => each.of),
        some.map((each) => each.year),
        some.map((each) => each.sequence),
        some.map((each) => each.number),
        some.map((each) => each.amount),
        some.map((each) => each.at),
        some.map((each) => each.canonical),
        key.id,
        some.map((each) => signText(each.canonical, key)),
      ],
    );
  }
}

const vendorOf = ({ vendorName }: Issued) => ({
  name: vendorName,
  legalName: `${vendorName} LLC`,
  addressLines: ['1 Main Street', 'Albany, NY 12207'],
  taxId: '14-2718281',
  timeZone: 'America/New_York',
  brandColor: null,
  logoHash: null,
});
const payerOf = ({ payerName, payerNumber }: Issued) => ({
  name: payerName,
  number: payerNumber,
  addressLines: ['2 Side Street', 'Boston, MA 02108'],
  taxId: null,
});
const VISA = { kind: 'gateway', brand: 'visa', last4: '4242' } as const;

function receiptOf(settled: Settled): Document {
  const [id, number, at] = [newId(), receiptNumber(settled.year, settled.sequence), settled.at.toISOString()];
  const snapshot: ReceiptSnapshot = {
    version: 2,
    receiptId: id,
    number,
    issuedAt: at,
    vendor: vendorOf(settled),
    payer: { ...payerOf(settled), contact: { name: settled.payerName, email: 'payer@example.com' } },
    paid: { at, on: at.slice(0, 10) },
    method: VISA,
    gatewayReference: settled.reference,
    currency: 'USD',
    invoices: settled.invoices.map(([invoice, summary, totalMinor, appliedMinor, stillOpenMinor]) => ({
      number: invoice,
      summary,
      totalMinor,
      appliedMinor,
      stillOpenMinor,
    })),
    feeMinor: '0',
    creditUsedMinor: '0',
    unappliedMinor: '0',
    totalMinor: settled.amount,
  };
  return { ...settled, id, of: settled.paymentId, number, canonical: canonicalJson(packSnapshot(snapshot)) };
}

function refundDocumentOf(refunded: Refunded): Document {
  const [id, number, at] = [newId(), refundNumber(refunded.year, refunded.sequence), refunded.at.toISOString()];
  const snapshot: RefundSnapshot = {
    version: 2,
    documentId: id,
    number,
    issuedAt: at,
    vendor: vendorOf(refunded),
    payer: payerOf(refunded),
    refunded: { at, on: at.slice(0, 10) },
    method: VISA,
    receiptNumber: refunded.receiptNumber,
    gatewayReference: `re_${refunded.refundId}`,
    reason: 'Goodwill',
    currency: 'USD',
    invoices: [
      {
        number: refunded.invoiceNumber,
        summary: 'Work order',
        totalMinor: refunded.total,
        refundedMinor: refunded.amount,
        nowOpenMinor: refunded.open,
      },
    ],
    feeMinor: '0',
    creditMinor: '0',
    beyondMinor: '0',
    totalMinor: refunded.amount,
  };
  return { ...refunded, id, of: refunded.refundId, number, canonical: canonicalJson(snapshot) };
}
