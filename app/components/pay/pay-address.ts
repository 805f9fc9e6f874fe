import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import { isId } from '~/lib/ids';
import { isCurrency, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';

/** What the address of the pay page says; the rest is in the database. */
export type PayAddress = {
  currency: Currency | null;
  /** Everything open instead of what is ticked. */
  all: boolean;
  /** The invoices of this payment, which came to nothing, instead of what is ticked. */
  again: string | null;
  /** Only the first so many invoices. */
  first: number | undefined;
  /** The payer wants to choose how much of each. */
  part: boolean;
  /** The payer keeps their credit for later. */
  keepCredit: boolean;
  /** Currencies paid before in the same sitting, where invoices are in several. */
  paid: Currency[];
};

export function readPayAddress(search: URLSearchParams): PayAddress {
  const currency = search.get('currency') ?? '';
  const first = /^\d{1,4}$/.test(search.get('first') ?? '') ? Number.parseInt(search.get('first') ?? '', 10) : 0;
  const again = search.get('again');
  return {
    currency: isCurrency(currency) ? currency : null,
    all: search.get('all') === '1',
    again: isId(again) ? again : null,
    first: first >= 1 && first <= MAX_INVOICES_PER_PAYMENT ? first : undefined,
    part: search.get('part') === '1',
    keepCredit: search.get('credit') === 'keep',
    paid: (search.get('paid') ?? '')
      .split(',')
      .filter((code, i, codes) => isCurrency(code) && codes.indexOf(code) === i),
  };
}

export function payAddress(
  {
    currency = null,
    all = false,
    again = null,
    first,
    part = false,
    keepCredit = false,
    paid = [],
  }: Partial<PayAddress>,
  /** The page itself: the portal's, or that of a payment link. */
  at: string = paths.pay,
): string {
  const search = new URLSearchParams();
  if (currency) search.set('currency', currency);
  if (all) search.set('all', '1');
  if (again) search.set('again', again);
  if (first) search.set('first', String(first));
  if (part) search.set('part', '1');
  if (keepCredit) search.set('credit', 'keep');
  if (paid.length > 0) search.set('paid', paid.join(','));
  return search.size > 0 ? `${at}?${search}` : at;
}

/** Where a started payment is followed. `flow` lets its page offer the next of several payments. */
export function followAddress(paymentId: string, from: Pick<PayAddress, 'all' | 'paid'>): string {
  const search = new URLSearchParams({ flow: from.all ? 'all' : 'selection' });
  if (from.paid.length > 0) search.set('paid', from.paid.join(','));
  return `${paths.payment(paymentId)}?${search}`;
}

/** What the gateway adds when a bank sends the payer back: a secret among it, which must not stay in the address. Null when it is clean. */
export function withoutGatewayParams(url: URL): string | null {
  const clean = new URL(url);
  for (const name of [
    'payment_intent',
    'payment_intent_client_secret',
    'setup_intent_client_secret',
    'redirect_status',
    'source_type',
  ]) {
    clean.searchParams.delete(name);
  }
  return clean.search === url.search ? null : clean.pathname + clean.search;
}

export function readFlow(search: URLSearchParams): { flow: 'all' | 'selection' | null; paid: Currency[] } {
  const flow = search.get('flow');
  return { flow: flow === 'all' || flow === 'selection' ? flow : null, paid: readPayAddress(search).paid };
}
