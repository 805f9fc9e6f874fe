import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { db, transaction } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { CurrencyRules, PaymentRules } from './payment-rules';

/**
 * Sets how a vendor's customers may pay, in place of what was set before; in currencies that are not named nothing
 * changes. Payments under way and charges agreed before go on as they were. Repeating it changes nothing.
 */
export async function setPaymentRules(
  actor: StaffActor,
  { amounts, ...rules }: PaymentRules,
  { cause }: { cause: string },
): Promise<void> {
  const { vendorId } = actor;
  const named = { in: amounts.map(({ currency }) => currency) };
  await transaction(async (tx) => {
    // Two at once: the second replaces what the first has set.
    await tx.vendor.update({ where: { id: vendorId }, data: rules });
    await tx.partPaymentMinimum.deleteMany({ where: { vendorId, currency: named } });
    await tx.batchThreshold.deleteMany({ where: { vendorId, currency: named } });
    await tx.partPaymentMinimum.createMany({
      data: amounts.flatMap(({ currency, minimumMinor }) =>
        minimumMinor === null ? [] : [{ vendorId, currency, minimumMinor }],
      ),
    });
    await tx.batchThreshold.createMany({
      data: amounts.flatMap(({ currency, thresholdMinor }) =>
        thresholdMinor === null ? [] : [{ vendorId, currency, thresholdMinor }],
      ),
    });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'vendor.payment-rules-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: { ...rules, amounts },
    });
  });
}

/** What is set now, with every currency that the vendor bills in or has set something for. */
export async function loadPaymentRules({ vendorId }: StaffActor): Promise<PaymentRules> {
  const [vendor, amounts] = await Promise.all([
    db.vendor.findUniqueOrThrow({
      where: { id: vendorId },
      select: { methodKinds: true, massPayment: true, partPayments: true, creditUse: true },
    }),
    db.$queryRaw<CurrencyRules[]>`
      SELECT c.currency, m.minimum_minor AS "minimumMinor", t.threshold_minor AS "thresholdMinor"
      FROM unnest(${await listCurrencies(vendorId)}::text[]) WITH ORDINALITY AS c (currency, place)
      LEFT JOIN part_payment_minimums m ON m.vendor_id = ${vendorId}::uuid AND m.currency = c.currency
      LEFT JOIN batch_thresholds t ON t.vendor_id = ${vendorId}::uuid AND t.currency = c.currency
      ORDER BY c.place`,
  ]);
  return {
    ...vendor,
    methodKinds: vendor.methodKinds as MethodKind[],
    creditUse: vendor.creditUse as CreditUse,
    amounts,
  };
}

/** The currencies a vendor bills in or has set something for; dollars where there are none yet. */
export async function listCurrencies(vendorId: string): Promise<Currency[]> {
  const rows = await db.$queryRaw<{ currency: Currency }[]>`
    SELECT n.currency FROM invoice_tallies n WHERE n.vendor_id = ${vendorId}::uuid
    UNION SELECT m.currency FROM part_payment_minimums m WHERE m.vendor_id = ${vendorId}::uuid
    UNION SELECT t.currency FROM batch_thresholds t WHERE t.vendor_id = ${vendorId}::uuid
    UNION SELECT f.currency FROM fee_rules f WHERE f.vendor_id = ${vendorId}::uuid
    ORDER BY currency`;
  return rows.length > 0 ? rows.map(({ currency }) => currency) : ['USD'];
}
