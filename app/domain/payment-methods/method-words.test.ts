import { describe, expect, it } from 'vitest';
import { brandName, expiryText, isExpired, methodName } from './method-words';

describe('a payment method in words', () => {
  it('names the brand and the last four', () => {
    expect(methodName({ brand: 'visa', last4: '4242' })).toBe('Visa •••• 4242');
    expect(methodName({ brand: 'amex', last4: '0005' })).toBe('American Express •••• 0005');
    expect(brandName('something_new')).toBe('Card');
    expect(methodName({ brand: 'us_bank_account:Chase', last4: '6789' })).toBe('Chase •••• 6789');
    expect([brandName('us_bank_account'), brandName('sepa_debit')]).toEqual(['Bank account', 'SEPA account']);
  });

  it('prints the expiry as it stands on the card', () => {
    expect(expiryText(9, 2028)).toBe('09/28');
    expect(expiryText(12, 2100)).toBe('12/00');
  });

  it('is good to the end of its month where the vendor is', () => {
    const card = { expMonth: 11, expYear: 2026 };
    expect(isExpired(card, 'UTC', new Date('2026-11-30T23:59:59Z'))).toBe(false);
    expect(isExpired(card, 'UTC', new Date('2026-12-01T00:00:00Z'))).toBe(true);
    expect(isExpired(card, 'America/New_York', new Date('2026-12-01T04:59:00Z'))).toBe(false);
    expect(isExpired({ expMonth: null, expYear: null }, 'UTC', new Date())).toBe(false);
  });
});
