import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { isMethodKind, type MethodKind } from '~/domain/payment-methods/method-kind';
import { methodName } from '~/domain/payment-methods/method-words';
import { addDays, dateIn } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { EMPTY_LINE, isDraftNumber, type TypedInvoice, type TypedLine } from './invoice-form';
import type { InvoiceLine } from './invoice-detail';
import { formatQuantity } from './line-words';
import type { VendorInvoice } from './vendor-invoice';
import { toDecimal } from '~/lib/money';

export type MethodOnFile = { kind: MethodKind; name: string };

const DAYS_TO_PAY = 30;
const CURRENCY = 'USD';

/**
 * An empty invoice for a customer: in the currency and with the days to pay of their latest one, or of the vendor's. The tax
 * rate is of their own latest alone: another customer's would raise the total by what nobody chose.
 */
export async function newDraft(
  { vendorId, customerId }: { vendorId: string; customerId: string },
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<TypedInvoice> {
  const [latest] = await db.$queryRaw<{ currency: string; days: number; taxRateBp: number | null }[]>`
    SELECT i.currency, i.due_on - i.issued_on AS days,
      (SELECT l.tax_rate_bp FROM invoice_lines l WHERE l.vendor_id = i.vendor_id AND l.invoice_id = i.id AND i.customer_id = ${customerId}::uuid
        ORDER BY l.position LIMIT 1) AS "taxRateBp"
    FROM (
      (SELECT * FROM invoices WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid ORDER BY due_on DESC, id LIMIT 1)
      UNION ALL (SELECT * FROM invoices WHERE vendor_id = ${vendorId}::uuid ORDER BY number DESC LIMIT 1)
    ) i LIMIT 1`;
  const today = dateIn(timeZone, now);
  return {
    currency: latest?.currency ?? CURRENCY,
    number: '',
    issuedOn: today,
    dueOn: addDays(today, Math.max(latest?.days ?? DAYS_TO_PAY, 0)),
    summary: '',
    memo: '',
    lines: [{ ...EMPTY_LINE, taxRate: rateText(latest?.taxRateBp ?? 0) }],
  };
}

/** What the customer keeps, the default first, in words. */
export async function methodsOnFile(scope: { vendorId: string; customerId: string }): Promise<MethodOnFile[]> {
  const methods = await listPaymentMethods(scope);
  return methods.flatMap((method) =>
    isMethodKind(method.kind) ? [{ kind: method.kind, name: methodName(method) }] : [],
  );
}

/** A draft as it was typed, to be typed on. */
export function typedFrom(draft: VendorInvoice): TypedInvoice {
  const { currency, number, issuedOn, dueOn, summary, memo, lines } = draft;
  return {
    currency,
    number: isDraftNumber(number) ? '' : number,
    issuedOn,
    dueOn,
    summary,
    memo: memo ?? '',
    lines: lines.map((line) => typedLine(line, currency)),
  };
}

function typedLine(
  { description, quantityMilli, unitPriceMinor, taxRateBp }: InvoiceLine,
  currency: string,
): TypedLine {
  return {
    description,
    quantity: formatQuantity(quantityMilli),
    unitPrice: toDecimal(unitPriceMinor, currency),
    taxRate: rateText(taxRateBp),
  };
}

const rateText = (basisPoints: number) => formatQuantity(BigInt(basisPoints) * 10n);
