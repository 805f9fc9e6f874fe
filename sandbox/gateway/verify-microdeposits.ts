import { invalid } from '../wire/api-error';
import { integer, list, text } from '../wire/params';
import { route } from '../wire/route';
import { startDebit } from './bank-debits';
import { checkClientSecret, forCaller } from './client-secret';
import { failSetup, succeedSetup } from './confirm-setup';
import { findIntent, findSetup } from './find';
import { activate } from './mandates';
import { waitsForMicrodeposits, type Intent } from './microdeposits';
import { backToStart } from './pay';
import { unexpectedSetupState, unexpectedState } from './unexpected-state';
import type { Work } from './work';

const MOST_TRIES = 10;

const GIVEN_UP = {
  payment_method_microdeposit_failed:
    'Microdeposit transfers failed. Please check the account, institution and transit numbers provided.',
  payment_method_microdeposit_verification_attempts_exceeded:
    'You have exceeded the number of allowed verification attempts.',
  payment_method_microdeposit_verification_timeout:
    'Microdeposit transfers were not verified within ten days and can no longer be verified.',
};
type GivenUp = keyof typeof GIVEN_UP;

type Told = { amounts?: number[] | undefined; descriptor_code?: string | undefined };

/** What the payer read on the statement. Wrong words count as a try; ten of them end it. */
export function verifyMicrodeposits(work: Work, intent: Intent, told: Told): Intent {
  const asked = work.books.challenge.get(intent.id);
  if (!waitsForMicrodeposits(intent) || !asked) {
    const words = 'You cannot verify microdeposits: no verification is under way.';
    throw intent.object === 'payment_intent' ? unexpectedState(intent, words) : unexpectedSetupState(intent, words);
  }
  const said = (told.descriptor_code ?? [...(told.amounts ?? [])].sort((a, b) => a - b).join('+')).toUpperCase();
  if (said === 'SM11AA' || said === '32+45') return accept(work, intent, asked.paymentMethod, asked.mandate!);
  const tries = (asked.tries ?? 0) + 1;
  const end: GivenUp | null =
    said === 'SM44DD' || said === '40+41'
      ? 'payment_method_microdeposit_verification_timeout'
      : said === 'SM33CC' || said === '10+11' || tries >= MOST_TRIES
        ? 'payment_method_microdeposit_verification_attempts_exceeded'
        : null;
  if (end) {
    giveUp(work, intent, end);
    throw invalid(GIVEN_UP[end], end);
  }
  work.put('challenge', { ...asked, tries });
  const what = told.descriptor_code === undefined ? 'amounts' : 'descriptor_code';
  throw invalid(
    `The ${what === 'amounts' ? 'amounts' : 'descriptor code'} provided do not match what was sent to the bank account. You have ${MOST_TRIES - tries} tries left.`,
    `payment_method_microdeposit_verification_${what}_mismatch`,
    what,
  );
}

function accept(work: Work, intent: Intent, methodId: string, mandateId: string): Intent {
  const method = work.books.payment_method.get(methodId)!;
  work.state.delete(work.books, 'challenge', intent.id);
  work.put('instrument', { ...work.books.instrument.get(methodId)!, verified: true });
  activate(work, mandateId);
  return intent.object === 'payment_intent'
    ? startDebit(work, intent, method, mandateId)
    : succeedSetup(work, { ...intent, mandate: mandateId }, method);
}

/** Nobody proved the account theirs. The intent is open for another method, which the account itself is not. */
export function giveUp(work: Work, intent: Intent, code: GivenUp): void {
  const methodId = intent.payment_method as string;
  const method = work.books.payment_method.get(methodId)!;
  work.state.delete(work.books, 'challenge', intent.id);
  work.put('instrument', { ...work.books.instrument.get(methodId)!, spent: true });
  const error = { type: 'invalid_request_error', code, message: GIVEN_UP[code], payment_method: method } as const;
  if (intent.object === 'payment_intent') backToStart(work, intent, error);
  else failSetup(work, intent, error);
}

/** By the clock: the deposits came back, or nobody answered in time. */
export function endMicrodeposits(work: Work, intentId: string, detail: string): void {
  const [methodId, code] = detail.split(' ');
  const intent = work.books.payment_intent.get(intentId) ?? work.books.setup_intent.get(intentId);
  if (!intent || !waitsForMicrodeposits(intent) || intent.payment_method !== methodId) return;
  giveUp(work, intent, code as GivenUp);
}

const params = { amounts: list(integer), client_secret: text, descriptor_code: text };

export const microdepositRoutes = [
  route('POST', '/v1/payment_intents/:id/verify_microdeposits', {
    publishable: true,
    params,
    run({ work, id, params: p, publishable }) {
      const intent = findIntent(work, id);
      checkClientSecret(intent, p.client_secret, publishable);
      return forCaller(verifyMicrodeposits(work, intent, p), publishable);
    },
  }),
  route('POST', '/v1/setup_intents/:id/verify_microdeposits', {
    publishable: true,
    params,
    run({ work, id, params: p, publishable }) {
      const setup = findSetup(work, id);
      checkClientSecret(setup, p.client_secret, publishable);
      return forCaller(verifyMicrodeposits(work, setup, p), publishable);
    },
  }),
];
