import { describe, expect, it } from 'vitest';
import { bankBrand, bankNameOf, isBankBrand, kindOfBrand, kindsFor, kindTakes, METHOD_KINDS } from './method-kind';

describe('what one can pay with', () => {
  it('is asked in its own currency', () => {
    expect(kindsFor('USD', METHOD_KINDS)).toEqual(['card', 'us_bank_account']);
    expect(kindsFor('EUR', METHOD_KINDS)).toEqual(['card', 'sepa_debit']);
    expect(kindsFor('JPY', METHOD_KINDS)).toEqual(['card']);
    expect(kindsFor('USD', ['us_bank_account', 'sepa_debit'])).toEqual(['us_bank_account']);
    expect(kindTakes('sepa_debit', 'USD')).toBe(false);
  });

  it('has its kind and its bank in the brand', () => {
    const chase = bankBrand('us_bank_account', 'Chase: Private');
    expect([kindOfBrand(chase), bankNameOf(chase)]).toEqual(['us_bank_account', 'Chase: Private']);
    const sepa = bankBrand('sepa_debit', null);
    expect([kindOfBrand(sepa), bankNameOf(sepa), isBankBrand(sepa)]).toEqual(['sepa_debit', null, true]);
    expect([kindOfBrand('visa'), bankNameOf('visa'), isBankBrand('visa'), isBankBrand(null)]).toEqual([
      'card',
      null,
      false,
      false,
    ]);
  });
});
