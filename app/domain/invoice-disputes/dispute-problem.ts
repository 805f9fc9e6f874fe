import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { waitWords } from '~/lib/wait-words';
import { disputeAdvice, disputeRefusals } from './dispute-problem.words';
import { LONGEST_MESSAGE, type DisputeRefusal } from './invoice-dispute';

/** What is said to the customer; which field it is about, where it is about one. */
export type DisputeProblem = { title: string; next: string; field: 'message' | 'reason' | 'amount' | null };

export function disputeProblem(refusal: DisputeRefusal, language: Language = 'en'): DisputeProblem {
  const say = disputeRefusals(language);
  const advise = disputeAdvice(language);
  const at = (field: DisputeProblem['field'], title: string): DisputeProblem => ({
    title,
    next: advise('nothingSent'),
    field,
  });
  switch (refusal.kind) {
    case 'viewer':
      return { title: say('viewer'), next: advise('colleague'), field: null };
    case 'too-many': {
      const wait = waitWords(refusal.retryAfterSeconds, language);
      return { title: say('too-many'), next: advise('wait', { wait }), field: null };
    }
    case 'gone':
      return at(null, say('gone'));
    case 'in-flight':
      return { title: say('in-flight'), next: advise('waitForPayment'), field: null };
    case 'disputed':
      return { title: say('disputed'), next: advise('seeHistory'), field: null };
    case 'paid':
    case 'void':
      return { title: say(refusal.kind), next: advise('ask'), field: null };
    case 'no-message':
      return at('message', say('no-message'));
    case 'message-too-long':
      return at('message', say('message-too-long', { most: LONGEST_MESSAGE }));
    case 'no-reason':
      return at('reason', say('no-reason'));
    case 'bad-amount': {
      const most = formatsOf(language).money(refusal.dueMinor, refusal.currency);
      return at('amount', say('bad-amount', { most }));
    }
    case 'other-request':
      return { title: say('other-request'), next: advise('openAgain'), field: null };
  }
}
