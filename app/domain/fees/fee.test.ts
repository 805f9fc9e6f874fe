import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatewayLimits, gatewayStep, toGatewayAmount } from '~/gateways/gateway-amount';
import { feeBy, feeOn, isBeyondCardRules, ruleFor, type FeeRule } from './fee';
import { feeLabel, feeNotice, feeRuleWords, percentWords, tenderName } from './fee-words';

const rule = (values: Partial<FeeRule> = {}): FeeRule => ({
  method: 'card',
  creditOnly: false,
  flatMinor: 0n,
  basisPoints: 250,
  capMinor: null,
  ...values,
});
const CREDIT = { kind: 'card', funding: 'credit' } as const;

describe('the fee on what is charged', () => {
  test.each([
    ['2.5 % of 100.00', rule(), 10_000n, 'USD', 250n],
    ['rounded down, never beyond the per cent', rule(), 10_039n, 'USD', 250n],
    ['less than a cent is none', rule(), 39n, 'USD', 0n],
    ['an amount alone', rule({ basisPoints: 0, flatMinor: 30n }), 10_000n, 'USD', 30n],
    ['an amount and a per cent', rule({ flatMinor: 30n }), 10_000n, 'USD', 280n],
    ['a cap, on the whole of it', rule({ flatMinor: 30n, capMinor: 200n }), 10_000n, 'USD', 200n],
    ['a currency without decimals', rule(), 12_345n, 'JPY', 308n],
    ['three decimals, of which the gateway wants the last to be 0', rule(), 12_340n, 'KWD', 300n],
    ['a currency that the gateway counts in hundreds', rule(), 1_234_500n, 'MGA', 30_800n],
    ['nothing charged carries nothing', rule({ flatMinor: 30n }), 0n, 'USD', 0n],
    ['no rule carries nothing', null, 10_000n, 'USD', 0n],
    [
      'a very large sum, exact',
      rule({ basisPoints: 1 }),
      9_007_199_254_740_993_000_000n,
      'USD',
      900_719_925_474_099_300n,
    ],
  ])('%s', (_name, by, charged, currency, fee) => {
    expect(feeBy(by, charged, currency)).toBe(fee);
  });

  test('is whole, within its per cent, its amount and its cap, off by less than one step, and leaves a total that can be charged', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 14n });
    const rules = fc.record({
      method: fc.constant('card' as const),
      creditOnly: fc.boolean(),
      flatMinor: fc.bigInt({ min: 0n, max: 10n ** 6n }),
      basisPoints: fc.integer({ min: 0, max: 10_000 }),
      capMinor: fc.option(fc.bigInt({ min: 1n, max: 10n ** 7n }), { nil: null }),
    });
    const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'MGA', 'ISK', 'CLF');
    fc.assert(
      fc.property(rules, amount, currency, (by, raw, code) => {
        const charged = raw * gatewayStep(code);
        const fee = feeBy(by, charged, code);
        // In ten-thousandths of a unit, so that nothing is rounded here.
        const exact = by.flatMinor * 10_000n + charged * BigInt(by.basisPoints);
        const most = by.capMinor !== null && by.capMinor * 10_000n < exact ? by.capMinor * 10_000n : exact;
        expect(fee >= 0n && fee * 10_000n <= most).toBe(true);
        expect(most - fee * 10_000n < 10_000n * gatewayStep(code)).toBe(true);
        if (toGatewayAmount(charged, code) !== null && charged + fee <= gatewayLimits(code).maxMinor)
          expect(toGatewayAmount(charged + fee, code)).not.toBeNull();
      }),
    );
  });

  test('never shrinks when more is charged', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 10_000 }), (a, b, basisPoints) => {
        const by = rule({ basisPoints, capMinor: 5_000n });
        expect(feeBy(by, a, 'USD') <= feeBy(by, a + b, 'USD')).toBe(true);
      }),
    );
  });
});

describe('whom the fee falls on', () => {
  const creditOnly = [rule({ creditOnly: true })];
  test.each(['debit', 'prepaid', 'unknown', '', 'CREDIT'])(
    'a rule for credit cards leaves a %s card alone',
    (funding) => {
      expect(feeOn(creditOnly, { kind: 'card', funding }, 10_000n, 'USD')).toBe(0n);
    },
  );

  test('a credit card carries it; other kinds have rules of their own', () => {
    expect(feeOn(creditOnly, CREDIT, 10_000n, 'USD')).toBe(250n);
    expect(ruleFor(creditOnly, { kind: 'us_bank_account', funding: 'unknown' })).toBeNull();
    const bank = rule({ method: 'us_bank_account', basisPoints: 0, flatMinor: 100n });
    expect(feeOn([...creditOnly, bank], { kind: 'us_bank_account', funding: 'unknown' }, 10_000n, 'USD')).toBe(100n);
  });

  test('a rule for any card asks for no funding', () => {
    expect(feeOn([rule()], { kind: 'card', funding: 'unknown' }, 10_000n, 'EUR')).toBe(250n);
  });

  test.each([
    [rule({ creditOnly: true, basisPoints: 300 }), 'USD', false],
    [rule({ creditOnly: true, basisPoints: 301 }), 'USD', true],
    [rule({ creditOnly: true, flatMinor: 1n }), 'USD', true],
    [rule(), 'USD', true],
    [rule(), 'EUR', false],
    [rule({ method: 'us_bank_account', basisPoints: 900 }), 'USD', false],
  ])('what card networks may refuse: %o in %s', (by, currency, beyond) => {
    expect(isBeyondCardRules(by, currency)).toBe(beyond);
  });
});

test('rules and methods in words', () => {
  expect(feeRuleWords(rule({ flatMinor: 30n, capMinor: 2_000n }), 'USD')).toBe('2.5% + $0.30, at most $20.00');
  expect([100, 5, 295, 1_000].map((points) => percentWords(points))).toEqual(['1%', '0.05%', '2.95%', '10%']);
  expect(tenderName(CREDIT)).toBe('credit');
  expect(tenderName({ kind: 'card', funding: 'unknown' })).toBe('card');
  expect(tenderName({ kind: 'sepa_debit', funding: 'unknown' })).toBe('bank');
  expect(feeNotice([rule({ creditOnly: true })], 'USD')).toEqual(['Credit cards carry a fee of 2.5%.']);
  expect(feeLabel(rule(), CREDIT, 'USD')).toBe('Card fee (2.5%)');
  expect(feeLabel(rule({ creditOnly: true, flatMinor: 30n, capMinor: 2_000n }), CREDIT, 'EUR', 'de')).toBe(
    'Gebühr für Kreditkarte (2,5\u00a0% + 0,30\u00a0€, höchstens 20,00\u00a0€)',
  );
});
