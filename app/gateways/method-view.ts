import { bankBrand, type MethodKind } from '~/domain/payment-methods/method-kind';

export type MethodView = {
  gatewayMethodId: string;
  kind: MethodKind;
  /** As method-kind.ts says. */
  brand: string;
  last4: string;
  /** Cards alone expire. */
  expMonth: number | null;
  expYear: number | null;
  funding: string;
};

/** Where the payer proves an account theirs by telling what a small deposit says, and when that reaches it. */
export type Verification = { url: string; arrivesAt: Date };

type Card = { brand: string; last4: string; exp_month: number; exp_year: number; funding: string };
type Account = { last4: string | null };
type UsAccount = Account & { bank_name: string | null };
type GatewayMethod = { id: string; card?: Card; us_bank_account?: UsAccount; sepa_debit?: Account };
type Debited = { mandate?: string | { id: string } | null; expected_debit_date?: string };
type GatewayCharge = {
  payment_method: string | null;
  payment_method_details: {
    card?: { [Field in keyof Card]: Card[Field] | null };
    us_bank_account?: UsAccount & Debited;
    sepa_debit?: Account & Debited;
  } | null;
};
type GatewayAction = { verify_with_microdeposits?: { hosted_verification_url: string; arrival_date: number } };

/** Null for none, and for a kind we never offered. */
export function viewMethod(method: string | GatewayMethod | null | undefined): MethodView | null {
  if (!method || typeof method === 'string') return null;
  const { card, us_bank_account: us, sepa_debit: sepa } = method;
  if (card) {
    const { brand, last4, exp_month, exp_year, funding } = card;
    return { gatewayMethodId: method.id, kind: 'card', brand, last4, expMonth: exp_month, expYear: exp_year, funding };
  }
  if (us?.last4) return viewBank(method.id, 'us_bank_account', us.bank_name, us.last4);
  return sepa?.last4 ? viewBank(method.id, 'sepa_debit', null, sepa.last4) : null;
}

function viewBank(
  gatewayMethodId: string,
  kind: Exclude<MethodKind, 'card'>,
  bankName: string | null,
  last4: string,
): MethodView {
  const brand = bankBrand(kind, bankName);
  return { gatewayMethodId, kind, brand, last4, expMonth: null, expYear: null, funding: 'unknown' };
}

/** What was charged, where the method itself is not told any more. */
export function viewCharged(charge: GatewayCharge | null): MethodView | null {
  const { card, us_bank_account: us, sepa_debit: sepa } = charge?.payment_method_details ?? {};
  if (!charge?.payment_method) return null;
  if (us?.last4) return viewBank(charge.payment_method, 'us_bank_account', us.bank_name, us.last4);
  if (sepa?.last4) return viewBank(charge.payment_method, 'sepa_debit', null, sepa.last4);
  if (!card?.last4) return null;
  return {
    gatewayMethodId: charge.payment_method,
    kind: 'card',
    brand: card.brand ?? 'card',
    last4: card.last4,
    expMonth: card.exp_month,
    expYear: card.exp_year,
    funding: card.funding ?? 'unknown',
  };
}

export function viewDebit(charge: GatewayCharge | null): { mandateId: string | null; debitOn: string | null } {
  const { us_bank_account: us, sepa_debit: sepa } = charge?.payment_method_details ?? {};
  const debit = us ?? sepa;
  const mandate = debit?.mandate;
  return {
    mandateId: typeof mandate === 'string' ? mandate : (mandate?.id ?? null),
    debitOn: debit?.expected_debit_date ?? null,
  };
}

export function viewVerification(action: GatewayAction | null): Verification | null {
  const deposits = action?.verify_with_microdeposits;
  return deposits ? { url: deposits.hosted_verification_url, arrivesAt: new Date(deposits.arrival_date * 1000) } : null;
}
