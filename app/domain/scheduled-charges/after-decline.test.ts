import { describe, expect, it } from 'vitest';
import { afterDecline, daysToNextTry } from './after-decline';

const after = (failureCode: string | null, adviceCode: string | null = null) =>
  afterDecline({ failureCode, adviceCode });

describe('what follows a decline of a charge that nobody was there for', () => {
  it.each([
    'insufficient_funds',
    'processing_error',
    'generic_decline',
    'try_again_later',
    'gateway_key_refused',
    'payment_method_unactivated',
  ])('another day may mend %s', (code) => expect(after(code)).toBe('retry'));

  it.each(['lost_card', 'stolen_card', 'expired_card', 'account_closed', 'fraudulent', 'no_such_code'])(
    'no day mends %s',
    (code) => expect(after(code)).toBe('stop'),
  );

  it('a hard decline stays hard whatever is advised', () => expect(after('lost_card', 'try_again_later')).toBe('stop'));

  it('the advice decides where the code does not', () => {
    expect(after('generic_decline', 'do_not_try_again')).toBe('stop');
    expect(after('insufficient_funds', 'confirm_card_data')).toBe('stop');
    expect(after('no_such_code', 'try_again_later')).toBe('retry');
  });

  it('a bank that wants to ask its customer is for the customer to finish, never to be asked again', () => {
    expect(after('authentication_required')).toBe('authenticate');
    expect(after('authentication_required', 'try_again_later')).toBe('authenticate');
  });

  it('what was never asked may be asked', () => expect(after(null)).toBe('retry'));

  it('tries come 1, 3 and 5 days after the first, and then no more', () => {
    const gaps = [1, 2, 3, 4].map((tries) => daysToNextTry(tries, 'card'));
    expect(gaps).toEqual([1, 2, 2, null]);
  });

  it('a debit of a US account is sent again twice at the most', () => {
    const gaps = [1, 2, 3, 4].map((tries) => daysToNextTry(tries, 'us_bank_account'));
    expect(gaps).toEqual([1, 2, null, null]);
  });
});
