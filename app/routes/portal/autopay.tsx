import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireContact, requirePayer } from '~/auth/guards.server';
import { languageOfMatches } from '~/components/language';
import { AutopayPage, type ShownAutopay } from '~/components/charges/autopay-page';
import { autopayWords } from '~/components/charges/autopay.words';
import { describeMethod } from '~/components/pay/describe-review';
import { autopayRefusalWords } from '~/domain/autopay/autopay-words';
import { turnAutopayOff } from '~/domain/autopay/end-autopay.server';
import { loadAutopays } from '~/domain/autopay/load-autopays.server';
import { setAutopay } from '~/domain/autopay/set-autopay.server';
import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { kindOfBrand, kindTakes } from '~/domain/payment-methods/method-kind';
import { methodName } from '~/domain/payment-methods/method-words';
import { typedAmount } from '~/domain/payments/part-amounts';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { formatsOf } from '~/lib/languages/formats';
import { isCurrency } from '~/lib/money';
import { typedNumberField } from '~/lib/languages/typed-number';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [{ title: autopayWords(languageOfMatches(matches))('pageTitle') }];

const ON_OFF = ['on', 'off'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const { language } = me;
  const { money, date } = formatsOf(language);
  const search = new URL(args.request.url).searchParams;
  const now = new Date();
  const [{ agreed, currencies }, listed] = await Promise.all([loadAutopays(me.actor), listPaymentMethods(me.actor)]);
  const sections = currencies.map((currency): ShownAutopay => {
    const terms = agreed.find((each) => each.currency === currency);
    return {
      currency,
      terms: terms
        ? {
            methodId: terms.methodId,
            method: methodName({ brand: terms.methodBrand, last4: terms.methodLast4 }, language),
            cap: money(terms.capMinor, currency),
            capTyped: typedAmount(terms.capMinor, { currency, language }),
            noticeDays: terms.noticeDays,
            since: date(dateIn(me.vendor.timeZone, terms.startedAt)),
            agreedBy: terms.agreedBy,
          }
        : null,
      methods: listed
        .filter((method) => kindTakes(kindOfBrand(method.brand), currency))
        .map((method) => describeMethod(method, me.vendor.timeZone, now)),
    };
  });
  const what = ON_OFF.find((done) => done === search.get('done'));
  const known = currencies.find((currency) => currency === search.get('currency'));
  return {
    sections,
    mayPay: me.actor.role === 'payer',
    vendorName: me.vendor.name,
    done: known && what ? { currency: known, what } : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const form = await args.request.formData();
  const field = (name: string) => formText(form, name);
  const currency = field('currency');
  if (!isCurrency(currency)) throw new Response(null, { status: 400 });
  const after = (done: 'on' | 'off') => redirect(`${paths.autopay}?done=${done}&currency=${currency}`, 303);
  if (field('intent') === 'off') {
    await turnAutopayOff(me.actor, { currency, cause: me.cause }, new Date());
    return after('off');
  }
  const typed = {
    cap: typedNumberField(form, 'cap', me.language).slice(0, 30),
    methodId: field('methodId'),
    noticeDays: field('noticeDays').slice(0, 2),
  };
  const capMinor = readTypedAmount(typed.cap, currency, me.language) ?? 0n;
  const noticeDays = /^\d{1,2}$/.test(typed.noticeDays) ? Number.parseInt(typed.noticeDays, 10) : 0;
  const result = await setAutopay(
    me.actor,
    { currency, methodId: typed.methodId, capMinor, noticeDays, cause: me.cause },
    new Date(),
  );
  if (result.ok) return after('on');
  return data({ currency, words: autopayRefusalWords(result.refusal, currency, me.language), typed }, { status: 422 });
}

export default function Autopay() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AutopayPage {...page} problem={answer ?? null} />;
}
