import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireContact, requirePayer } from '~/auth/guards.server';
import { languageOfMatches, useWords } from '~/components/language';
import { ChargeSheet } from '~/components/charges/charge-sheet';
import { chargeWords } from '~/components/charges/charge.words';
import { describeCharge } from '~/components/charges/describe-charge';
import { useFocusOnNews } from '~/components/pay/payment-sheet';
import { Banner } from '~/components/ui/banner';
import { cancelScheduledCharge } from '~/domain/scheduled-charges/cancel-scheduled-charge.server';
import { loadCharge } from '~/domain/scheduled-charges/load-charge.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [{ title: chargeWords(languageOfMatches(matches))('pageTitle') }];

const notFound = () => new Response(null, { status: 404, statusText: 'Not found' });

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const charge = await loadCharge(me.actor, args.params['id'] ?? '');
  if (!charge) throw notFound();
  return {
    charge: describeCharge(charge, me.vendor.timeZone, me.language),
    mayPay: me.actor.role === 'payer',
    timeZone: me.vendor.timeZone,
  };
}

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const chargeId = args.params['id'] ?? '';
  const result = await cancelScheduledCharge(me.actor, { chargeId, cause: me.cause }, new Date());
  if (result.ok) return redirect(paths.scheduledCharge(chargeId), 303);
  if (result.refusal.kind === 'no-such-charge') throw notFound();
  return data({ tooLate: true }, { status: 409 });
}

export default function ScheduledCharge() {
  const say = useWords(chargeWords);
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useFocusOnNews(page.charge.state);
  return (
    <>
      {answer?.tooLate && <Banner tone="amber" title={say('tooLate')} className="mb-5 max-w-[584px]" />}
      <ChargeSheet {...page} />
    </>
  );
}
