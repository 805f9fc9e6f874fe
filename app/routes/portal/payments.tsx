import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { languageOfMatches, useWords } from '~/components/language';
import { ChargeList } from '~/components/charges/charge-list';
import { describePaymentLine } from '~/components/pay/describe-payment';
import { PaymentList } from '~/components/pay/payment-list';
import { paymentListWords } from '~/components/pay/payment-list.words';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import { listPayments } from '~/domain/payments/list-payments.server';
import { listCharges } from '~/domain/scheduled-charges/list-charges.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: paymentListWords(languageOfMatches(matches))('pageTitle') },
];

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const cursor = new URL(args.request.url).searchParams.get('before');
  const [{ payments, next }, charges] = await Promise.all([
    listPayments(me.actor, { cursor }),
    cursor === null ? listCharges(me.actor) : [],
  ]);
  return {
    payments: payments.map((payment) => describePaymentLine(payment, me.vendor.timeZone, me.language)),
    charges,
    mayPay: me.actor.role === 'payer',
    next,
    first: cursor === null,
  };
}

export default function Payments() {
  const say = useWords(paymentListWords);
  const { payments, charges, mayPay, next, first } = useLoaderData<typeof loader>();
  return (
    <div>
      <PageTitle title={say('title')} subtitle={say('subtitle')} />
      <ChargeList charges={charges} mayCancel={mayPay} className="mb-5" />
      <Card flush>
        {payments.length > 0 ? (
          <PaymentList payments={payments} />
        ) : (
          <EmptyState
            title={say(first ? 'none' : 'noOlder')}
            icon="receipt"
            action={!first && <ButtonLink to={paths.payments}>{say('backToNewest')}</ButtonLink>}
          >
            {first && say('whatStandsHere')}
          </EmptyState>
        )}
      </Card>
      {(next ?? !first) && (
        <nav aria-label={say('pages')} className="mt-5 flex justify-between gap-3">
          {first ? <span /> : <ButtonLink to={paths.payments}>{say('newest')}</ButtonLink>}
          {next && <ButtonLink to={`${paths.payments}?before=${encodeURIComponent(next)}`}>{say('older')}</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
