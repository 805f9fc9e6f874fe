import { useLanguage, useWords } from '~/components/language';
import { kindOfBrand } from '~/domain/payment-methods/method-kind';
import { brandName } from '~/domain/payment-methods/method-words';
import { methodWords } from './method.words';

const MARKS = new Map([
  ['amex', 'AMEX'],
  ['diners', 'DINERS'],
  ['discover', 'DISC'],
  ['jcb', 'JCB'],
  ['mastercard', 'MC'],
  ['unionpay', 'UPAY'],
  ['visa', 'VISA'],
  ['sepa_debit', 'SEPA'],
]);

/** The small frame with the letters of a card brand or of a kind of bank account. The name stands beside it in words for those who cannot see it. */
export function MethodMark({ brand }: { /** Null: of one that is still to be typed. */ brand: string | null }) {
  return (
    <span
      aria-hidden
      className="rounded-small border-line bg-card text-second inline-block min-w-[46px] flex-none border px-1.5 py-px text-center text-[11px] leading-[18px] font-bold"
    >
      {markOf(brand, useWords(methodWords))}
    </span>
  );
}

function markOf(brand: string | null, say: ReturnType<typeof methodWords>): string {
  if (brand === null) return say('newMark');
  const kind = kindOfBrand(brand);
  if (kind === 'us_bank_account') return say('bankMark');
  return MARKS.get(kind === 'card' ? brand : kind) ?? say('cardMark');
}

/** "•••• 4242", read out as "ending in 4242". */
export function LastFour({ last4 }: { last4: string }) {
  const say = useWords(methodWords);
  return (
    <span className="whitespace-nowrap tabular-nums">
      <bdi aria-hidden>•••• {last4}</bdi>
      <span className="sr-only">{say('endingIn', { last4 })}</span>
    </span>
  );
}

/** "Visa •••• 4242", on one line. */
export function MethodName({ brand, last4 }: { brand: string; last4: string }) {
  const language = useLanguage();
  return (
    <bdi className="whitespace-nowrap">
      {brandName(brand, language)} <LastFour last4={last4} />
    </bdi>
  );
}
