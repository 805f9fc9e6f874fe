import { Form, Link, useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useLanguage, useRichWords, useWords } from '~/components/language';
import { Button, buttonClass } from '~/components/ui/button';
import { kindOfBrand } from '~/domain/payment-methods/method-kind';
import type { MethodUses } from '~/domain/autopay/autopay';
import { localeOf, type Language } from '~/lib/languages/language';
import { listed } from '~/lib/languages/listed';
import { currencyName } from '~/lib/money';
import { paths } from '~/lib/paths';
import { MethodName } from './method-mark';
import { removeMethodWords } from './methods-page.words';
import type { OfferedMethod } from './pay-page.types';

type RemoveMethodProps = { method: OfferedMethod; uses: MethodUses | null; others: number };

/** Asks before a card is removed. Drawn open by the server, so the question stands there without scripts; with them it is a modal dialog. */
export function RemoveMethod({ method, uses, others }: RemoveMethodProps) {
  const language = useLanguage();
  const say = useWords(removeMethodWords);
  const rich = useRichWords(removeMethodWords);
  const ref = useRef<HTMLDialogElement>(null);
  const keep = useRef<HTMLAnchorElement>(null);
  const navigate = useNavigate();
  // Asked for again while the leaving is still on its way, the address stays the same; only this key is new.
  const { key } = useLocation();
  const removing = useNavigation().formData?.get('intent') === 'remove';
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    // An open one cannot be made modal; closing it first also lets the browser remember where focus was.
    dialog.close();
    dialog.showModal();
    // The way out first, not what cannot be undone.
    keep.current?.focus();
    // The close above is told later, when the dialog is open again.
    const leave = () => !dialog.open && navigate(paths.paymentMethods, { preventScrollReset: true });
    dialog.addEventListener('close', leave);
    return () => dialog.removeEventListener('close', leave);
  }, [navigate, key]);
  return (
    <dialog
      ref={ref}
      open
      aria-labelledby="remove-title"
      aria-describedby="remove-text"
      className="rounded-card border-line bg-card text-ink shadow-ticket inset-x-0 top-[18vh] z-20 mx-auto w-[min(440px,calc(100vw-32px))] border p-5"
    >
      <h2 id="remove-title" className="text-section font-bold">
        {rich('title', { method: <MethodName {...method} /> })}
      </h2>
      <p id="remove-text" className="text-second mt-2">
        {say('text')} {others === 0 && say('last')}
      </p>
      {uses && <p className="text-amber mt-2 font-semibold">{usesWords(uses, language)}</p>}
      <Form method="post" action={paths.paymentMethods} className="mt-5 flex flex-wrap gap-2.5">
        <input type="hidden" name="methodId" value={method.id} />
        <Button variant="danger" name="intent" value="remove" pending={removing}>
          {say(removing ? 'removing' : kindOfBrand(method.brand) === 'card' ? 'removeCard' : 'removeAccount')}
        </Button>
        <Link ref={keep} to={paths.paymentMethods} preventScrollReset className={buttonClass()}>
          {say('keep')}
        </Link>
      </Form>
    </dialog>
  );
}

/** "2 charges to come are cancelled with it, and AutoPay in US dollars is turned off." */
function usesWords({ charges, autopayIn }: MethodUses, language: Language): string {
  const say = removeMethodWords(language);
  const names = autopayIn.map((currency) => currencyName(currency, localeOf(language)));
  const currencies = listed(names, language);
  if (charges === 0) return say('stopsAutopay', { currencies });
  return autopayIn.length > 0
    ? say('stopsBoth', { count: charges, currencies })
    : say('stopsCharges', { count: charges });
}
