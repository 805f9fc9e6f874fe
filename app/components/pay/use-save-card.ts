import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '~/components/language';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { saveRefusedWords, type Words } from '~/domain/payments/words';
import { paths } from '~/lib/paths';
import type { CardFieldsHandle } from './card-fields';
import { newMethodWords } from './method.words';

/** What the page's action answers to this hook. */
export type SaveAnswer =
  { kind: 'begun'; clientSecret: string } | { kind: 'saved' } | { kind: 'refused'; words: Words };

/**
 * Check the fields, begin at our server, confirm at the gateway (3-D Secure in place), finish at our server, which
 * asks the gateway itself. Pressing again after any failure starts over; a card is never saved twice.
 */
export function useSaveCard(
  card: CardFieldsHandle,
  kind: MethodKind,
  { action = paths.paymentMethods, onDone }: { action?: string | undefined; onDone: () => void },
) {
  const language = useLanguage();
  const say = useWords(newMethodWords);
  const notRead: Words = { title: say('notRead'), lines: [say('waitNotSaved')] };
  const fetcher = useFetcher<SaveAnswer>();
  const { submit } = fetcher;
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const answered = useRef<SaveAnswer | undefined>(undefined);

  const stop = (words: Words | null) => {
    setProblem(words);
    setWorking(false);
  };

  async function begin() {
    if (working) return;
    setProblem(null);
    setWorking(true);
    if (!card.current) return stop(notRead);
    const { error } = await card.current.elements.submit();
    if (error) return stop(null);
    submit({ intent: 'begin' }, { method: 'post', action });
  }

  async function confirm(clientSecret: string) {
    if (!card.current) return stop(notRead);
    const { stripe, elements } = card.current;
    const confirmParams = { return_url: new URL(action, location.href).href };
    const { setupIntent, error } = await stripe.confirmSetup({
      elements,
      clientSecret,
      confirmParams,
      redirect: 'if_required',
    });
    if (!setupIntent) return stop(saveRefusedWords(error?.decline_code ?? error?.code ?? null, kind, language));
    submit({ intent: 'finish', setup_intent: setupIntent.id }, { method: 'post', action });
  }

  useEffect(() => {
    const answer = fetcher.data;
    if (fetcher.state !== 'idle' || !answer || answered.current === answer) return;
    answered.current = answer;
    if (answer.kind === 'begun') void confirm(answer.clientSecret);
    else if (answer.kind === 'refused') stop(answer.words);
    else onDone();
  });
  return { save: () => void begin(), working, problem };
}
