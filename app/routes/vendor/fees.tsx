import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { FeesPage, type FeesAnswer } from '~/components/vendor/settings/fees-page';
import { loadFeeRules } from '~/domain/fees/fee-rules.server';
import { setFees } from '~/domain/fees/set-fees.server';
import { setFeesWords } from '~/domain/fees/set-fees-words';
import { readFees, typedFees } from '~/domain/fees/typed-fee';
import { listCurrencies } from '~/domain/vendors/set-payment-rules.server';
import { formText } from '~/lib/form-text';
import { isCurrency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Fees · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const search = new URL(args.request.url).searchParams;
  const currencies = await listCurrencies(actor.vendorId);
  const asked = search.get('currency') ?? '';
  const currency = isCurrency(asked) ? asked : (currencies[0] ?? 'USD');
  return {
    currency,
    currencies: [...new Set([...currencies, currency])].sort(),
    typed: typedFees(await loadFeeRules(actor.vendorId, currency), currency),
    mayChange: mayAct(actor.role, 'owner'),
    done: search.has('done'),
  };
}

/** What customers pay on top moves money: it wants a fresh factor. */
export async function action(args: ActionFunctionArgs) {
  await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  const currency = formText(form, 'currency');
  if (!isCurrency(currency)) throw new Response(null, { status: 400 });
  const typed = typedFees([], currency).map(({ method }) => ({
    method,
    percent: formText(form, `percent-${method}`),
    flat: formText(form, `flat-${method}`),
    cap: formText(form, `cap-${method}`),
    creditOnly: formText(form, `who-${method}`) !== 'all',
  }));
  if (leftStepUp(form)) return { about: null, words: '', typed } satisfies FeesAnswer;
  const { actor, cause } = await requireRecentFactor(args, form, {
    role: 'owner',
    doing: 'change what customers pay on top',
  });
  const { vendorId } = actor;
  const read = readFees(typed, currency);
  const refused = (about: string, words: string) => data<FeesAnswer>({ about, words, typed }, { status: 422 });
  if (!read.ok) return refused(read.refusal.about, read.refusal.words);
  const setting = { vendorId, currency, rules: read.rules, beyondCardRules: form.has('beyondCardRules') };
  const set = await setFees(setting, { actor, cause });
  if (!set.ok) {
    const { refusal } = set;
    const method = 'rule' in refusal ? refusal.rule.method : 'card';
    return refused(
      refusal.kind === 'beyond-card-rules' ? 'beyondCardRules' : `percent-${method}`,
      setFeesWords(refusal, currency),
    );
  }
  return redirect(`${paths.vendor.fees}?currency=${currency}&done=1`, 303);
}

export default function Fees() {
  const page = useLoaderData<typeof loader>();
  return <FeesPage key={page.currency} {...page} answer={useActionData<typeof action>() ?? null} />;
}
