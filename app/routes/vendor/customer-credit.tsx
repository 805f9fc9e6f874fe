import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { customerOf } from './customer-of.server';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { CreditPage } from '~/components/vendor/customers/credit-page';
import { readGiveBack, typedGiveBack } from '~/domain/credits/give-back-form';
import { findCredit, listCredits } from '~/domain/credits/list-credits.server';
import { refundCredit } from '~/domain/credits/refund-credit.server';
import { refundRefusal } from '~/domain/refunds/refund-form';
import { isId, newId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Credit · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const customer = await customerOf(actor, args.params['id']);
  return {
    refundId: newId(),
    customer: { id: customer.id, name: customer.name },
    credits: await listCredits({ vendorId: actor.vendorId, customerId: customer.id }),
    timeZone: vendor.timeZone,
    mayChange: mayAct(actor.role, 'biller'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

/** Money goes out, so it asks for a fresh factor; the form that was posted is kept meanwhile. */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { actor } = await requireStaff(args, { role: 'biller' });
  const customer = await customerOf(actor, args.params['id']);
  const typed = typedGiveBack(form);
  if (leftStepUp(form)) return { words: null, typed };
  const of = { vendorId: actor.vendorId, customerId: customer.id };
  const credit = isId(typed.credit) ? await findCredit(of, typed.credit) : null;
  if (typed.credit !== '' && !credit) throw new Response('There is no such credit.', { status: 404 });
  const read = readGiveBack(form, credit?.currency ?? null);
  if (!read.ok) return data({ words: read.refusal, typed }, { status: 422 });
  const { amountMinor } = read.asked;
  const amount = credit && amountMinor !== null ? formatMoney(amountMinor, credit.currency) : 'all that is left';
  const { cause } = await requireRecentFactor(args, form, {
    role: 'biller',
    doing: `give ${amount} of ${customer.name}’s credit back`,
  });
  const given = await refundCredit(actor, { ...read.asked, vendorId: actor.vendorId, cause }, new Date());
  if (!given.ok) {
    const { status, ...words } = refundRefusal(given.refusal);
    return data({ words, typed }, { status });
  }
  const { refunded } = given;
  if (refunded.kind === 'outside') return redirect(`${paths.vendor.customerCredit(customer.id)}?done`, 303);
  return redirect(`${paths.vendor.payment(refunded.paymentId)}?refund=${refunded.refund.id}`, 303);
}

export const shouldRevalidate = () => true;

export default function CustomerCredit() {
  const answer = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  return <CreditPage {...page} words={answer?.words ?? null} typed={answer?.typed ?? null} />;
}
