import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { requireContact, requirePayer, type SignedIn } from '~/auth/guards.server';
import { describeReview } from '~/components/pay/describe-review';
import { followAddress, readPayAddress } from '~/components/pay/pay-address';
import { PayNothing, PayNotYours, PayOutOfRange, PayTooMany } from '~/components/pay/pay-elsewhere';
import { PayForm } from '~/components/pay/pay-form';
import type { PayAnswer, ReadMethod } from '~/components/pay/pay-page.types';
import { PaySteps } from '~/components/pay/pay-steps';
import { WordsBanner } from '~/components/pay/words-banner';
import { PageTitle } from '~/components/ui/page-title';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { readPayForm, type PayForm as PostedForm } from '~/domain/payments/pay-form';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { workOutAmounts } from '~/domain/payments/part-form';
import { reviewPayment } from '~/domain/payments/review-payment.server';
import { startPayment } from '~/domain/payments/start-payment.server';
import type { StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { declineWords, refusalStatus, refusalWords, type Words } from '~/domain/payments/words';
import { offerDates } from '~/domain/scheduled-charges/offer-dates.server';
import { readScheduleForm } from '~/domain/scheduled-charges/schedule-form';
import { schedulePayment } from '~/domain/scheduled-charges/schedule-payment.server';
import { scheduleRefusalStatus, scheduleRefusalWords } from '~/domain/scheduled-charges/charge-words';
import { getConfig } from '~/lib/config.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Pay · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  if (me.actor.role !== 'payer') return data({ kind: 'viewer' as const }, { status: 403 });
  const address = readPayAddress(new URL(args.request.url).searchParams);
  const now = new Date();
  const review = await reviewPayment(me.actor, address);
  if (review.kind === 'ready') {
    const { vendor, person } = me;
    const who = { email: person.email, vendorName: vendor.name, timeZone: vendor.timeZone, now };
    const dates = await offerDates(me.actor, review.quote, who);
    const shown = describeReview({ ...review, dates, ...who, paymentId: newId(), gateway: gatewayAccess(), address });
    return { kind: review.kind, address, others: review.others, review: shown };
  }
  return { ...review, address };
}

/** The answer to a payment is the page itself when the payer must look again; the status is for programs. */
function stay(
  { read = null, ...said }: { words: Words; tone: 'red' | 'amber'; method: string; read?: ReadMethod | null },
  init: { status: number; headers?: HeadersInit | undefined },
) {
  return data({ kind: 'refused', read, ...said } satisfies PayAnswer as PayAnswer, init);
}

/** The new card or account that the gateway told us of before anything was charged. */
function readMethod({ method }: PostedForm, refusal: StartPaymentRefusal): ReadMethod | null {
  const typed = refusal.kind === 'changed' ? refusal.typed : null;
  return typed && method.kind === 'new' ? { token: method.confirmationTokenId, ...typed } : null;
}

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const address = readPayAddress(new URL(args.request.url).searchParams);
  const fields = await args.request.formData();
  const method = formText(fields, 'method');
  const worked = workOutAmounts(fields);
  if (worked) {
    return data({ kind: 'amounts', method, ...worked } satisfies PayAnswer as PayAnswer, {
      status: worked.words ? 409 : 200,
    });
  }
  const later = readScheduleForm(fields);
  if (later) return schedule(me, later, method);
  const form = readPayForm(fields);
  if (!form.ok) return stay({ words: form.refusal, tone: 'red', method }, { status: 422 });
  const { input } = form;
  const next = followAddress(input.paymentId, address);
  const returnUrl = new URL(next, getConfig().APP_URL).href;
  const acceptance = { ip: args.context.clientAddress, userAgent: args.request.headers.get('user-agent') ?? 'unknown' };
  const result = await startPayment(me.actor, { ...input, acceptance, returnUrl, cause: me.cause }, new Date());
  if (!result.ok) {
    const { refusal } = result;
    const headers =
      refusal.kind === 'too-many-declines' ? { 'retry-after': String(refusal.retryAfterSeconds) } : undefined;
    const words = refusalWords(refusal, input.currency);
    const tone = refusal.kind === 'changed' ? 'amber' : 'red';
    const read = readMethod(input, refusal);
    return stay({ words, tone, method, read }, { status: refusalStatus(refusal), headers });
  }
  const { state, failureCode, clientSecret } = result.payment;
  if (state === 'failed') return stay({ words: declineWords(failureCode), tone: 'red', method }, { status: 402 });
  if (state === 'action_required' && input.inPlace && clientSecret) {
    return data({ kind: 'authenticate', clientSecret, next } satisfies PayAnswer as PayAnswer);
  }
  return redirect(next, 303);
}

/** The same form, for a date: what was shown is agreed, and nothing is charged before. */
async function schedule(me: SignedIn, form: NonNullable<ReturnType<typeof readScheduleForm>>, method: string) {
  if (!form.ok) return stay({ words: form.refusal, tone: 'red', method }, { status: 422 });
  const { input } = form;
  const result = await schedulePayment(me.actor, { ...input, cause: me.cause }, new Date());
  if (result.ok) return redirect(paths.scheduledCharge(result.chargeId), 303);
  const { refusal } = result;
  const tone = refusal.kind === 'changed' ? 'amber' : 'red';
  const words = scheduleRefusalWords(refusal, input.currency);
  return stay({ words, tone, method }, { status: scheduleRefusalStatus(refusal) });
}

/** After a refusal the page needs a fresh quote and payment id; while the bank asks, the invoices are held and the page must stay as it is. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, actionStatus, defaultShouldRevalidate }) => {
  if ((actionResult as PayAnswer | undefined)?.kind === 'authenticate') return false;
  return actionStatus === undefined ? defaultShouldRevalidate : true;
};

export default function Pay() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // The form tells it itself, beside the fields; where nothing is left to pay there is no form.
  const refused = page.kind !== 'ready' && answer?.kind === 'refused' ? answer : null;
  return (
    <>
      {refused && (
        <div className="max-w-[640px]">
          <WordsBanner {...refused} />
        </div>
      )}
      <Content page={page} answer={answer} />
    </>
  );
}

function Content({
  page,
  answer,
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  answer: PayAnswer | undefined;
}) {
  switch (page.kind) {
    case 'viewer':
      return <PayNotYours />;
    case 'too-many':
      return <PayTooMany {...page} all={page.address.all} />;
    case 'out-of-range':
      return <PayOutOfRange {...page} {...page.quote} count={page.quote.lines.length} />;
    case 'nothing':
      return <PayNothing {...page} />;
    case 'ready': {
      const { review, address, others } = page;
      const title = review.count === 1 ? `Pay ${review.lines[0]?.number}` : `Pay ${invoiceCount(review.count)} at once`;
      return (
        <div>
          <PageTitle title={title} back={{ to: paths.invoices, label: 'Back to invoices' }} />
          <PaySteps currency={review.currency} paid={address.paid} coming={others} />
          <PayForm review={review} answer={answer} />
        </div>
      );
    }
  }
}
