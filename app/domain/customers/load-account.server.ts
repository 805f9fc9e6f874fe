import {
  readAvailableCredit,
  selectAvailableCredit,
  type AvailableCreditRow,
} from '~/domain/credits/available-credit.server';
import type { InvoiceScope, OpenTotals } from '~/domain/invoices/open-invoice';
import { readTotals, selectTotals, type TotalRow } from '~/domain/invoices/open-totals.server';
import { heldByDispute, payable } from '~/domain/invoices/payable.server';
import type { CalendarDate } from '~/lib/dates';
import { readRows, sql, type Prisma } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

export type OpenLine = {
  id: string;
  number: string;
  summary: string;
  dueOn: CalendarDate;
  currency: Currency;
  dueMinor: bigint;
};

/** What a customer owes in one currency, and what is not asked for now: in payment, or disputed. */
export type AccountBalance = Omit<OpenTotals, 'currency'> & {
  currency: Currency;
  inPaymentMinor: bigint;
  disputedMinor: bigint;
  creditMinor: bigint;
};

export type Account = { balances: AccountBalance[]; openCount: number; firstOpen: OpenLine[] };

type AsideRow = { currency: Currency; inPayment: string; disputed: string };
type Rows = {
  totals: TotalRow[];
  aside: AsideRow[];
  credit: AvailableCreditRow[];
  open: (Omit<OpenLine, 'dueMinor'> & { dueMinor: string })[];
};

const FIRST_OPEN = 10;

/** Where a customer stands, per currency, with the open invoices that are due first. One statement, as of one instant. */
export async function loadAccount(scope: InvoiceScope, today: CalendarDate): Promise<Account> {
  const asJson = (rows: Prisma.Sql) => sql`(SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM (${rows}) r)`;
  const [rows] = await readRows<Rows>(sql`
    SELECT ${asJson(selectTotals(scope, today))} AS totals, ${asJson(selectAside(scope))} AS aside,
      ${asJson(selectAvailableCredit(scope))} AS credit, ${asJson(selectFirstOpen(scope))} AS open`);
  return readAccount(rows!);
}

/** SQL: what is in payment or disputed, whole or in part. */
function selectAside({ vendorId, customerId }: InvoiceScope): Prisma.Sql {
  return sql`
    SELECT i.currency, sum(i.in_flight_minor)::text AS "inPayment",
      sum(CASE WHEN i.disputed_at IS NULL THEN greatest(${heldByDispute}, 0)
        ELSE i.total_minor - i.credited_minor - i.written_off_minor - i.in_flight_minor - i.paid_minor END)::text AS disputed
    FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid
      AND i.issued_at IS NOT NULL AND i.voided_at IS NULL AND i.archived_at IS NULL
      AND (i.in_flight_minor > 0 OR i.disputed_at IS NOT NULL OR i.disputed_minor > 0)
    GROUP BY i.currency`;
}

function selectFirstOpen({ vendorId, customerId }: InvoiceScope): Prisma.Sql {
  return sql`
    SELECT i.id, i.number, i.summary, i.due_on::text AS "dueOn", i.currency, i.due_minor::text AS "dueMinor" FROM invoices i
    WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable} ORDER BY i.due_on, i.id LIMIT ${FIRST_OPEN}`;
}

function readAccount({ totals, aside, credit, open }: Rows): Account {
  const owed = readTotals(totals);
  const available = readAvailableCredit(credit);
  const currencies = new Set([...owed, ...aside, ...available].map(({ currency }) => currency));
  return {
    balances: [...currencies].map((currency) => {
      const apart = aside.find((row) => row.currency === currency);
      return {
        ...(owed.find((each) => each.currency === currency) ?? nothingOwed),
        currency,
        inPaymentMinor: BigInt(apart?.inPayment ?? 0),
        disputedMinor: BigInt(apart?.disputed ?? 0),
        creditMinor: available.find((each) => each.currency === currency)?.amountMinor ?? 0n,
      };
    }),
    openCount: owed.reduce((count, each) => count + each.count, 0),
    firstOpen: open.map((line) => ({ ...line, dueMinor: BigInt(line.dueMinor) })),
  };
}

const nothingOwed = { count: 0, dueMinor: 0n, overdueMinor: 0n, buckets: [] };
