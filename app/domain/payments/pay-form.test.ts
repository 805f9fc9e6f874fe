import { describe, expect, it } from 'vitest';
import { newId } from '~/lib/ids';
import { readPayForm } from './pay-form';
import { encodeQuote } from './quote';

const line = { invoiceId: newId(), version: 3, dueMinor: 12_345n, payMinor: 12_345n };
const good = { paymentId: newId(), currency: 'USD', quote: encodeQuote([line]), method: newId() };

function read(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readPayForm(form);
}

describe('the pay page’s form', () => {
  it('reads a saved method', () => {
    expect(read(good)).toEqual({
      ok: true,
      input: {
        paymentId: good.paymentId,
        currency: 'USD',
        quote: [line],
        creditMinor: 0n,
        feeMinor: 0n,
        inPlace: false,
        method: { kind: 'saved', methodId: good.method },
      },
    });
  });

  it('reads a new card with its token', () => {
    const result = read({ ...good, method: 'new', confirmationTokenId: 'ctoken_1AbC', save: 'on', inPlace: '1' });
    expect(result).toMatchObject({
      ok: true,
      input: { inPlace: true, method: { kind: 'new', confirmationTokenId: 'ctoken_1AbC', save: true } },
    });
  });

  it('reads the credit that was shown, and that credit covers it all', () => {
    expect(read({ ...good, credit: '2345' })).toMatchObject({ ok: true, input: { creditMinor: 2_345n } });
    expect(read({ ...good, credit: '12345', method: 'none' })).toMatchObject({
      ok: true,
      input: { creditMinor: 12_345n, method: { kind: 'none' } },
    });
  });

  it('reads the fee that was shown, to be compared', () => {
    expect(read({ ...good, fee: '309' })).toMatchObject({ ok: true, input: { feeMinor: 309n } });
  });

  it('ignores what it never asked for', () => {
    expect(read({ ...good, amount: '1', vendorId: newId(), state: 'succeeded', discount: '100' })).toEqual(read(good));
  });

  it('refuses a new card without a token, in words that help', () => {
    const result = read({ ...good, method: 'new' });
    expect(result.ok ? '' : `${result.refusal.title} ${result.refusal.lines.join(' ')}`).toContain('needs JavaScript');
  });

  it.each([
    ['an amount below zero', { quote: `${line.invoiceId}:3:-1` }],
    ['nought', { quote: `${line.invoiceId}:3:0` }],
    ['a fraction', { quote: `${line.invoiceId}:3:0.5` }],
    ['an exponent', { quote: `${line.invoiceId}:3:1e21` }],
    ['no number', { quote: `${line.invoiceId}:3:NaN` }],
    ['one invoice twice', { quote: encodeQuote([line, line]) }],
    ['no invoice', { quote: '' }],
    ['a foreign currency code', { currency: 'ABC' }],
    ['a payment id of another make', { paymentId: '1' }],
    ['credit below zero', { credit: '-1' }],
    ['credit that is no number', { credit: '1e3' }],
    ['a fee below zero', { fee: '-1' }],
    ['a fee that is no number', { fee: '2.50' }],
    ['a fee that is out of this world', { fee: '9'.repeat(16) }],
    ['a method that is no id', { method: 'pm_card_visa' }],
  ])('refuses %s', (_what, wrong) => expect(read({ ...good, ...wrong }).ok).toBe(false));
});
