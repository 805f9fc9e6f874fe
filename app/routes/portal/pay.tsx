import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { requireContact, requirePayer, type SignedIn } from '~/auth/guards.server';
import { languageOfMatches, useWords } from '~/components/language';
import { describeReview } from '~/components/pay/describe-review';
import { followAddress, readPayAddress } from '~/components/pay/pay-address';
import { PayNothing, PayNotYours, PayOutOfRange, PayTooMany } from '~/components/pay/pay-elsewhere';
import { PayForm } from '~/components/pay/pay-form';
import type { PayAnswer } from '~/components/pay/pay-page.types';
import { PaySteps } from '~/components/pay/pay-steps';
import { payWords } from '~/components/pay/pay.words';
import { paymentWords } from '~/components/pay/payment.words';
import { WordsBanner } from '~/components/pay/words-banner';
import { PageTitle } from '~/components/ui/page-title';
import { readPayForm } from '~/domain/payments/pay-form';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { workOutAmounts } from '~/domain/payments/part-form';
import { reviewPayment } from '~/domain/payments/review-payment.server';
import { startPayment } from '~/domain/payments/start-payment.server';
import { offerDates } from '~/domain/scheduled-charges/offer-dates.server';
import { readScheduleForm } from '~/domain/scheduled-charges/schedule-form';
import { schedulePayment } from '~/domain/scheduled-charges/schedule-payment.server';
import { scheduleRefusalStatus, scheduleRefusalWords } from '~/domain/scheduled-charges/charge-words';
import { getConfig } from '~/lib/config.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { answerPayment, showAmounts, stay } from '../paying.server';

export const meta: MetaFunction = ({ matches }) => [{ title: payWords(languageOfMatches(matches))('pageTitle') }];

/** How long to wait after too many declines; the page would not have it otherwise. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

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

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const address = readPayAddress(new URL(args.request.url).searchParams);
  const fields = await args.request.formData();
  const method = formText(fields, 'method');
  const worked = workOutAmounts(fields, me.language);
  if (worked) return showAmounts(method, worked);
  const later = readScheduleForm(fields, me.language);
  if (later) return schedule(me, later, method);
  const form = readPayForm(fields, me.language);
  if (!form.ok) return stay({ words: form.refusal, tone: 'red', method }, { status: 422 });
  const { input } = form;
  const next = followAddress(input.paymentId, address);
  const returnUrl = new URL(next, getConfig().APP_URL).href;
  const acceptance = { ip: args.context.clientAddress, userAgent: args.request.headers.get('user-agent') ?? 'unknown' };
  const result = await startPayment(me.actor, { ...input, acceptance, returnUrl, cause: me.cause }, new Date());
  return answerPayment(result, { input, method, next, language: me.language });
}

/** The same form, for a date: what was shown is agreed, and nothing is charged before. */
async function schedule(me: SignedIn, form: NonNullable<ReturnType<typeof readScheduleForm>>, method: string) {
  if (!form.ok) return stay({ words: form.refusal, tone: 'red', method }, { status: 422 });
  const { input } = form;
  const result = await schedulePayment(me.actor, { ...input, cause: me.cause }, new Date());
  if (result.ok) return redirect(paths.scheduledCharge(result.chargeId), 303);
  const { refusal } = result;
  const tone = refusal.kind === 'changed' ? 'amber' : 'red';
  const words = scheduleRefusalWords(refusal, input.currency, me.language);
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
  const say = useWords(payWords);
  const toInvoices = useWords(paymentWords)('toInvoices');
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
      const [{ number = '' } = {}] = review.lines;
      const title = review.count === 1 ? say('payOne', { number }) : say('payMany', { count: review.count });
      return (
        <div>
          <PageTitle title={title} back={{ to: paths.invoices, label: toInvoices }} />
          <PaySteps currency={review.currency} paid={address.paid} coming={others} />
          <PayForm review={review} answer={answer} />
        </div>
      );
    }
  }
}
