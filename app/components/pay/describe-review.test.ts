import { describe, expect, it } from 'vitest';
import { decodeQuote, quoteTotal } from '~/domain/payments/quote';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';
import { describeReview } from './describe-review';
import { readPayAddress } from './pay-address';

function reviewOf(count: number) {
  const lines = Array.from({ length: count }, (_, i) => ({
    invoiceId: newId(),
    version: 1,
    dueMinor: BigInt(i + 1),
    payMinor: BigInt(i + 1),
    number: `INV-${i}`,
    summary: 'Hosting',
    dueOn: '2026-01-03',
    totalMinor: 10_000n,
  }));
  return describeReview({
    paymentId: newId(),
    quote: { currency: 'USD', lines, totalMinor: quoteTotal(lines) },
    credit: null,
    rules: { minMinor: 50n, stepMinor: 1n, perStep: 1 },
    methods: [
      { id: newId(), brand: 'visa', last4: '4242', expMonth: 9, expYear: 2025, funding: 'credit', isDefault: true },
    ],
    kinds: ['card'],
    gateway: { scriptUrl: 'https://js.example/stripe.js', publishableKey: 'pk_test_x' },
    email: 'ada@fabrikam.example',
    vendorName: 'Northwind Hosting',
    timeZone: 'UTC',
    now: new Date('2026-11-20T00:00:00Z'),
    parts: null,
    dates: { kind: 'due-already' },
    fees: [],
    address: readPayAddress(new URLSearchParams()),
  });
}

describe('the review that travels to the browser', () => {
  it.each([1, 12, 50, 51, 52, 1000])('shows some of %i invoices, counts the rest and quotes them all', (count) => {
    const review = reviewOf(count);
    expect(review.lines.length).toBeLessThanOrEqual(51);
    expect(review.lines.length + (review.rest?.count ?? 0)).toBe(count);
    expect(sumMinor(review.lines.map((line) => line.dueMinor)) + (review.rest?.payMinor ?? 0n)).toBe(review.totalMinor);
    expect(decodeQuote(review.quote)).toHaveLength(count);
    expect(review.rest?.count).not.toBe(1);
  });

  it('says when a card has expired', () => {
    expect(reviewOf(1).methods[0]).toMatchObject({ expiry: '09/25', expired: true });
  });
});
