import { useLocation, useNavigate, useNavigation, useSubmit } from '@remix-run/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLanguage, useWords } from '~/components/language';
import { NEW_METHOD } from '~/domain/payments/pay-form';
import type { Words } from '~/domain/payments/words';
import type { CardFieldsHandle } from './card-fields';
import { newMethodWords } from './method.words';
import type { PayAnswer, PayReview, ReadMethod } from './pay-page.types';
import { loadStripe } from './stripe-script';

export type PayStage = 'idle' | 'reading-card' | 'paying' | 'authenticating';

/**
 * Sends the pay form with script: a new card is first turned into a one-time token by the gateway's fields, the
 * same form is posted, and 3-D Secure is answered in place. Whatever happens here decides nothing: the server
 * knows the payment by its id, so pressing twice, leaving or coming back never charges twice.
 */
export function usePay(
  review: PayReview,
  answer: PayAnswer | undefined,
  card: CardFieldsHandle,
  /** A new card or account that was read before: its token is used again. */
  read: ReadMethod | null,
  /** Why this cannot be paid as it stands. */
  blocked: string | null,
) {
  const say = useWords(newMethodWords);
  const submit = useSubmit();
  const navigation = useNavigation();
  const location = useLocation();
  const [readingCard, setReadingCard] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const pressed = useRef(false);
  useAuthentication(review, answer);

  const posting = navigation.state !== 'idle' && navigation.formMethod === 'POST';
  useEffect(() => {
    if (!posting) pressed.current = false;
  }, [posting, answer]);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pressed.current || posting || answer?.kind === 'authenticate') return;
    if (blocked !== null) {
      // A field that is wrong says so itself; only what belongs to none is said above.
      const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]');
      if (wrong) wrong.focus();
      else setProblem({ title: blocked, lines: [say('nothingCharged')] });
      return;
    }
    pressed.current = true;
    setProblem(null);
    const form = new FormData(event.currentTarget);
    form.set('inPlace', '1');
    if (form.get('method') === NEW_METHOD) {
      setReadingCard(true);
      const token = read ? { ok: true as const, id: read.token, kind: read.kind } : await readCard(card, say);
      setReadingCard(false);
      if (!token.ok) {
        pressed.current = false;
        setProblem(token.words);
        return;
      }
      form.set('confirmationTokenId', token.id);
      form.set('newKind', token.kind);
    }
    submit(form, { method: 'post', action: location.pathname + location.search });
  }

  const stage: PayStage =
    answer?.kind === 'authenticate' ? 'authenticating' : posting ? 'paying' : readingCard ? 'reading-card' : 'idle';
  return { onSubmit, stage, problem };
}

type CardToken = { ok: true; id: string; kind: string } | { ok: false; words: Words | null };

async function readCard(card: CardFieldsHandle, say: ReturnType<typeof newMethodWords>): Promise<CardToken> {
  if (!card.current) return { ok: false, words: { title: say('notRead'), lines: [say('waitNotCharged')] } };
  const { stripe, elements } = card.current;
  const checked = await elements.submit();
  // The fields themselves say what is missing, beside the place.
  if (checked.error) return { ok: false, words: null };
  const { confirmationToken, error } = await stripe.createConfirmationToken({ elements });
  if (confirmationToken) return { ok: true, id: confirmationToken.id, kind: checked.selectedPaymentMethod ?? 'card' };
  return { ok: false, words: { title: error.message ?? say('notRead'), lines: [say('nothingCharged')] } };
}

/** Shows the bank's question, then goes to the payment's page, which asks the gateway how it ended. */
function useAuthentication(review: PayReview, answer: PayAnswer | undefined) {
  const navigate = useNavigate();
  const language = useLanguage();
  const asked = useRef<string | null>(null);
  const { gateway } = review;
  useEffect(() => {
    if (answer?.kind !== 'authenticate' || asked.current === answer.clientSecret) return;
    asked.current = answer.clientSecret;
    const { clientSecret, next } = answer;
    loadStripe(gateway, language)
      .then((stripe) => stripe.handleNextAction({ clientSecret }))
      // However it went, and even if it could not be shown: the payment's page tells, and offers to go on.
      .catch(() => undefined)
      .finally(() => navigate(next, { replace: true }));
  }, [answer, gateway, language, navigate]);
}
