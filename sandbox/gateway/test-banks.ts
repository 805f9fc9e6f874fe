/** What becomes of a debit once the bank has been asked for the money. */
type Course =
  | { kind: 'settles'; after: 'days' | 'minutes' }
  | { kind: 'fails'; after: 'days' | 'minutes'; code: DebitFailure }
  | { kind: 'never ends' }
  /** Refused before the bank is asked. */
  | { kind: 'refused'; code: 'charge_exceeds_source_limit' | 'payment_method_provider_decline' };

export type DebitFailure = 'account_closed' | 'no_account' | 'insufficient_funds' | 'debit_not_authorized';

export type TestBank = {
  /** Stands for the account in our books: numbers are never kept. */
  name: string;
  type: 'us_bank_account' | 'sepa_debit';
  /** Account number, or IBAN. */
  number: string;
  token: string;
  course: Course;
  /** Settled, then taken back. */
  dispute?: string;
  /** The small deposits never arrive. */
  depositsFail?: boolean;
};

export const TEST_ROUTING_NUMBER = '110000000';

const SETTLES: Course = { kind: 'settles', after: 'days' };
const fails = (code: DebitFailure, after: 'days' | 'minutes' = 'days'): Course => ({ kind: 'fails', after, code });

function us(number: string, name: string, course: Course, more: Partial<TestBank> = {}): TestBank {
  return { name: `us_${name}`, type: 'us_bank_account', number, token: `pm_usBankAccount_${name}`, course, ...more };
}
function sepa(number: string, name: string, course: Course, more: Partial<TestBank> = {}): TestBank {
  return { name: `sepa_${name}`, type: 'sepa_debit', number, token: `pm_${name}_at`, course, ...more };
}

const TEST_BANKS: readonly TestBank[] = [
  us('000123456789', 'success', SETTLES),
  us('000111111113', 'accountClosed', fails('account_closed')),
  us('000111111116', 'noAccount', fails('no_account')),
  us('000222222227', 'insufficientFunds', fails('insufficient_funds')),
  us('000333333335', 'debitNotAuthorized', fails('debit_not_authorized')),
  us('000555555559', 'dispute', SETTLES, { dispute: 'insufficient_funds' }),
  us('000000000009', 'processing', { kind: 'never ends' }),
  us('000777777771', 'weeklyLimitExceeded', { kind: 'refused', code: 'charge_exceeds_source_limit' }),
  us('000666666661', 'failMicrodeposits', SETTLES, { depositsFail: true }),
  us('000000004954', 'radarBlock', { kind: 'refused', code: 'payment_method_provider_decline' }),

  sepa('AT611904300234573201', 'success', SETTLES),
  sepa('AT321904300235473204', 'successDelayed', { kind: 'settles', after: 'minutes' }),
  sepa('AT861904300235473202', 'failed', fails('debit_not_authorized')),
  sepa('AT051904300235473205', 'failedDelayed', fails('debit_not_authorized', 'minutes')),
  sepa('AT591904300235473203', 'disputed', SETTLES, { dispute: 'debit_not_authorized' }),
  sepa('AT981904300002222227', 'insufficientFunds', fails('insufficient_funds')),
];

const byName = new Map(TEST_BANKS.map((each) => [each.name, each]));
const byNumber = new Map(TEST_BANKS.map((each) => [each.number, each]));
const byToken = new Map(TEST_BANKS.map((each) => [each.token, each]));

export const bankByName = (name: string): TestBank | undefined => byName.get(name);
export const bankByNumber = (number: string): TestBank | undefined => byNumber.get(number);
export const bankByToken = (token: string): TestBank | undefined => byToken.get(token);
