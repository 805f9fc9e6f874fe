import { describe, expect, it } from 'vitest';
import { expectedOn } from './expected-on';

describe('the date a bank debit is expected on', () => {
  it.each([
    ['us_bank_account', '2026-11-16', '2026-11-20'],
    ['us_bank_account', '2026-11-20', '2026-11-26'],
    ['us_bank_account', '2026-11-21', '2026-11-26'],
    ['us_bank_account', '2026-12-30', '2027-01-05'],
    ['sepa_debit', '2026-11-16', '2026-11-25'],
    ['sepa_debit', '2026-11-22', '2026-12-01'],
  ] as const)('%s asked for on %s: %s', (kind, from, on) => expect(expectedOn(kind, from)).toBe(on));
});
