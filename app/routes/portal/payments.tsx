import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { ChargeList } from '~/components/charges/charge-list';
import { describePaymentLine } from '~/components/pay/describe-payment';
import { PaymentList } from '~/components/pay/payment-list';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import { listPayments } from '~/domain/payments/list-payments.server';
import { listCharges } from '~/domain/scheduled-charges/list-charges.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Payments · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const cursor = new URL(args.request.url).searchParams.get('before');
  const [{ payments, next }, charges] = await Promise.all([
    listPayments(me.actor, { cursor }),
    cursor === null ? listCharges(me.actor) : [],
  ]);
  return {
    payments: payments.map((payment) => describePaymentLine(payment, me.vendor.timeZone)),
    charges,
    mayPay: me.actor.role === 'payer',
    next,
    first: cursor === null,
  };
}

export default function Payments() {
  const { payments, charges, mayPay, next, first } = useLoaderData<typeof loader>();
  return (
    <div>
      <PageTitle title="Payments" subtitle="Every payment, with what became of it. Its receipt proves it." />
      <ChargeList charges={charges} mayCancel={mayPay} className="mb-5" />
      <Card flush>
        {payments.length > 0 ? (
          <PaymentList payments={payments} />
        ) : (
          <EmptyState
            title={first ? 'No payments yet' : 'No older payments'}
            icon="receipt"
            action={!first && <ButtonLink to={paths.payments}>Back to the newest</ButtonLink>}
          >
            {first && 'What you pay stands here, one line for each payment, whatever number of invoices it settled.'}
          </EmptyState>
        )}
      </Card>
      {(next ?? !first) && (
        <nav aria-label="Pages" className="mt-5 flex justify-between gap-3">
          {first ? <span /> : <ButtonLink to={paths.payments}>Newest</ButtonLink>}
          {next && <ButtonLink to={`${paths.payments}?before=${encodeURIComponent(next)}`}>Older payments</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
