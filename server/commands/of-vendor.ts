import { pickVendorWords } from '../../app/domain/vendors/pick-vendor-words';
import { readTypedAmount } from '../../app/domain/payments/typed-amount';
import { isCurrency, type Currency } from '../../app/lib/money';
import type { VendorActor } from '../../app/auth/actor';

type Values = Partial<Record<string, string>>;
type Problem = { problem: string; code: number };

/** Whose books a command changes, and in whose name; or what is wrong with how it was asked. */
export type Asked = { vendorId: string; vendor: string; actor: VendorActor };

/** The vendor that --vendor names, or the only one there is, and who --staff says acts for it. */
export async function ofVendor({ vendor: slug, staff }: Values): Promise<Asked | Problem> {
  const { pickVendor } = await import('../../app/domain/vendors/pick-vendor.server');
  const { commandActor } = await import('../../app/domain/staff/command-actor.server');
  const picked = await pickVendor(slug);
  if (!picked.ok) return { problem: pickVendorWords(picked.refusal), code: 2 };
  const { id: vendorId, slug: vendor } = picked.vendor;
  const actor = await commandActor(vendorId, staff);
  return actor ? { vendorId, vendor, actor } : { problem: '--staff names nobody of this vendor.', code: 2 };
}

/** The customer of that vendor whose number it is. */
export async function ofCustomer(vendorId: string, number: string): Promise<{ id: string } | Problem> {
  const { findCustomerByNumber } = await import('../../app/domain/customers/find-customer-by-number.server');
  return (await findCustomerByNumber(vendorId, number)) ?? { problem: `There is no customer ${number}.`, code: 1 };
}

/** The issued invoice of that vendor whose number it is. */
export async function ofInvoice(
  vendorId: string,
  number: string,
): Promise<{ id: string; currency: Currency } | Problem> {
  const { db } = await import('../../app/lib/db.server');
  const invoice = await db.invoice.findFirst({
    where: { vendorId, number, issuedAt: { not: null } },
    select: { id: true, currency: true },
  });
  return invoice ?? { problem: `There is no issued invoice ${number}.`, code: 1 };
}

/** "12.34" of a currency, above nought. */
export function typedAmount(text: string | undefined, currency: Currency): bigint | Problem {
  const amountMinor = text === undefined ? null : readTypedAmount(text, currency);
  return amountMinor !== null && amountMinor > 0n
    ? amountMinor
    : { problem: `--amount: write an amount of ${currency} above zero, as in 12.34.`, code: 2 };
}

export function typedCurrency(text: string | undefined): Currency | Problem {
  return text !== undefined && isCurrency(text)
    ? text
    : { problem: '--currency: write a currency in three letters, as in USD.', code: 2 };
}

export function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'problem' in answer;
}

/** Says what is wrong, as words or as JSON, and answers the exit code. */
export function complain(
  { json, out }: { json: boolean; out: (line: string) => void },
  { problem, code }: Problem,
): number {
  if (json) out(JSON.stringify({ ok: false, problem }));
  else process.stderr.write(`${problem}\n`);
  return code;
}
