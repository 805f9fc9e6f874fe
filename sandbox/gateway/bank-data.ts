import type Stripe from 'stripe';
import { invalid, type ApiError } from '../wire/api-error';
import { hash, oneOf, required, text, type Params } from '../wire/params';
import { randomText } from '../state/ids';
import { bankByName, bankByNumber, TEST_ROUTING_NUMBER, type TestBank } from './test-banks';

export const usBankAccount = hash({
  account_holder_type: oneOf('individual', 'company'),
  account_number: text,
  account_type: oneOf('checking', 'savings'),
  financial_connections_account: text,
  routing_number: text,
});
export const sepaDebit = hash({ iban: required(text) });

type UsParams = Params<{ account: typeof usBankAccount }>['account'];

/** An account that the payer has shown to be theirs by signing in at their bank. */
const CONNECTED = 'fca_';
const FINGERPRINTS = new Map<string, string>();

export type BankDraft = { bank: TestBank; verified: boolean };

/** Which account the payer named. Only the vendor's test accounts exist here, as in its test mode. */
export function readUsAccount(data: NonNullable<UsParams>): BankDraft {
  const connected = data.financial_connections_account;
  if (connected !== undefined) {
    const bank = connected.startsWith(CONNECTED) ? bankByName(connected.slice(CONNECTED.length)) : undefined;
    if (bank?.type !== 'us_bank_account')
      throw wrong(`No such financial connections account: '${connected}'`, 'resource_missing', 'us_bank_account');
    return { bank, verified: true };
  }
  const [routing, number] = [data.routing_number ?? '', (data.account_number ?? '').replace(/[\s-]/g, '')];
  if (!/^\d{9}$/.test(routing) || !routingChecks(routing))
    throw wrong('The routing number is invalid.', 'routing_number_invalid', 'us_bank_account[routing_number]');
  const bank = routing === TEST_ROUTING_NUMBER ? bankByNumber(number) : undefined;
  if (bank?.type !== 'us_bank_account')
    throw wrong(
      'You must use a test bank account number in test mode.',
      'account_number_invalid',
      'us_bank_account[account_number]',
    );
  return { bank, verified: false };
}

export function readIban(typed: string): BankDraft {
  const iban = typed.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || !ibanChecks(iban))
    throw wrong('The IBAN you entered is invalid.', 'invalid_bank_account_iban', 'sepa_debit[iban]');
  const bank = bankByNumber(iban);
  if (bank?.type !== 'sepa_debit')
    throw wrong(
      'You must use a test IBAN in test mode.',
      'payment_method_invalid_parameter_testmode',
      'sepa_debit[iban]',
    );
  return { bank, verified: true };
}

type Shape =
  | { type: 'us_bank_account'; us_bank_account: Stripe.PaymentMethod.UsBankAccount }
  | { type: 'sepa_debit'; sepa_debit: Stripe.PaymentMethod.SepaDebit };

/** What everybody may see of an account. */
export function bankShape(bank: TestBank, verified: boolean, holder?: 'individual' | 'company'): Shape {
  const fingerprint = FINGERPRINTS.get(bank.name) ?? randomText(16);
  FINGERPRINTS.set(bank.name, fingerprint);
  const last4 = bank.number.slice(-4);
  if (bank.type === 'sepa_debit') {
    return {
      type: 'sepa_debit',
      sepa_debit: {
        bank_code: bank.number.slice(4, 9),
        branch_code: '',
        country: bank.number.slice(0, 2),
        fingerprint,
        generated_from: { charge: null, setup_attempt: null },
        last4,
      },
    };
  }
  return {
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: holder ?? 'individual',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: verified ? `${CONNECTED}${bank.name}` : null,
      fingerprint,
      last4,
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: TEST_ROUTING_NUMBER,
      status_details: {},
    },
  };
}

function wrong(message: string, code: string, param: string): ApiError {
  return invalid(message, code, param, { beforeExecution: true });
}

function routingChecks(routing: string): boolean {
  const weights = [3, 7, 1];
  return [...routing].reduce((sum, digit, at) => sum + Number(digit) * weights[at % 3]!, 0) % 10 === 0;
}

function ibanChecks(iban: string): boolean {
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((each) => parseInt(each, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
