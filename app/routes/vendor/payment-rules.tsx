import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { PaymentRulesPage, type RulesAnswer } from '~/components/vendor/settings/payment-rules-page';
import { readPaymentRules, type TypedRules } from '~/domain/vendors/payment-rules';
import { loadPaymentRules, setPaymentRules } from '~/domain/vendors/set-payment-rules.server';
import { formText } from '~/lib/form-text';
import { isCurrency, toDecimal, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Payments · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const rules = await loadPaymentRules(actor);
  const shown = (minor: bigint | null, currency: Currency) => (minor === null ? '' : toDecimal(minor, currency));
  const amounts = rules.amounts.map(({ currency, minimumMinor, thresholdMinor }) => ({
    currency,
    minimum: shown(minimumMinor, currency),
    threshold: shown(thresholdMinor, currency),
  }));
  return {
    typed: { ...rules, amounts } satisfies TypedRules as TypedRules,
    mayChange: mayAct(actor.role, 'owner'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

/** Who may be charged how moves money: it wants a fresh factor. */
export async function action(args: ActionFunctionArgs) {
  await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  const currencies = form.getAll('currency').filter((code): code is string => typeof code === 'string');
  const typed: TypedRules = {
    methodKinds: form.getAll('methodKinds').map(String),
    massPayment: form.has('massPayment'),
    partPayments: form.has('partPayments'),
    creditUse: formText(form, 'creditUse'),
    amounts: [...new Set(currencies)].filter(isCurrency).map((currency) => ({
      currency,
      minimum: formText(form, `minimum-${currency}`),
      threshold: formText(form, `threshold-${currency}`),
    })),
  };
  if (leftStepUp(form)) return { about: null, words: '', typed } satisfies RulesAnswer;
  const { actor, cause } = await requireRecentFactor(args, form, { role: 'owner', doing: 'change how customers pay' });
  const read = readPaymentRules(typed);
  if (!read.ok) return data<RulesAnswer>({ ...read.refusal, typed }, { status: 422 });
  await setPaymentRules(actor, read.rules, { cause });
  return redirect(`${paths.vendor.paymentRules}?done=1`, 303);
}

export default function PaymentRules() {
  return <PaymentRulesPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
