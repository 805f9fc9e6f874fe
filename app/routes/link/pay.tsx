import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { requireLink } from '~/auth/link/require-link.server';
import { languageOfMatches, useLanguage, useWords } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame, vendorOf } from '~/components/links/link-frame';
import {
  LinkEnded,
  LinkIdle,
  LinkOutOfRange,
  LinkTooMany,
  PaidBefore,
  type FreshAnswer,
} from '~/components/links/link-pages';
import { linkPageWords } from '~/components/links/link-pages.words';
import { describeReview } from '~/components/pay/describe-review';
import { readPayAddress } from '~/components/pay/pay-address';
import { PayForm } from '~/components/pay/pay-form';
import type { PayAnswer } from '~/components/pay/pay-page.types';
import { PaySteps } from '~/components/pay/pay-steps';
import { linkPlaces, PlacesProvider } from '~/components/pay/places';
import { WordsBanner } from '~/components/pay/words-banner';
import { TellViewed } from '~/components/tell-viewed';
import { PageTitle } from '~/components/ui/page-title';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { payByLink } from '~/domain/payment-links/pay-by-link.server';
import { reviewLink } from '~/domain/payment-links/review-link.server';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { workOutAmounts } from '~/domain/payments/part-form';
import { readPayForm } from '~/domain/payments/pay-form';
import { getConfig } from '~/lib/config.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { answerPayment, showAmounts, stay } from '../paying.server';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${linkPageWords(languageOfMatches(matches))('payTab')} · Quittance` },
];

/** How long to wait after too many declines; the page would not have it otherwise. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { link, language } = await requireLink(args);
  if (link.covers === 'method') throw redirect(paths.link.method(link.linkId), 303);
  const search = new URL(args.request.url).searchParams;
  const address = { ...readPayAddress(search), all: false, again: null, keepCredit: false };
  const now = new Date();
  const review = await reviewLink(link, address, now);
  const { linkId, vendorName, timeZone } = link;
  const vendor = vendorOf(link);
  const page = { language, linkId, sandbox: getConfig().sandbox, address };
  if (review.kind === 'ended') {
    const asked = search.get('fresh');
    const fresh: FreshAnswer | null = asked === 'asked' || asked === 'too-many' ? asked : null;
    const writeTo = review.why === 'revoked' ? link.vendorEmail : null;
    return data({ ...page, vendor: null, fresh, writeTo, ...review }, { status: 410 });
  }
  if (review.kind !== 'ready') return { ...page, vendor, ...review };
  const { payments, others } = review;
  const shown = describeReview({
    ...review,
    // How much credit there is beyond what is paid here is not for whoever holds the link.
    credit: review.credit && {
      ...review.credit,
      availableMinor: least(review.credit.availableMinor, review.quote.totalMinor),
    },
    paymentId: newId(),
    methods: [],
    gateway: gatewayAccess(),
    email: null,
    vendorName,
    timeZone,
    now,
    dates: null,
    maySave: false,
    address,
    at: paths.link.pay(linkId),
  });
  return { ...page, vendor, kind: review.kind, review: shown, payments, others, customerName: link.customerName };
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);

export async function action(args: ActionFunctionArgs) {
  const { link, language, cause } = await requireLink(args);
  const fields = await args.request.formData();
  const method = formText(fields, 'method');
  const worked = workOutAmounts(fields, language);
  if (worked) return showAmounts(method, worked);
  const form = readPayForm(fields, language);
  if (!form.ok) return stay({ words: form.refusal, tone: 'red', method }, { status: 422 });
  const { input } = form;
  const next = paths.link.payment(link.linkId, input.paymentId);
  const returnUrl = new URL(next, getConfig().APP_URL).href;
  const { clientAddress } = args.context;
  const acceptance = { ip: clientAddress, userAgent: args.request.headers.get('user-agent') ?? 'unknown' };
  const asked = { ...input, acceptance, returnUrl, cause };
  const result = await payByLink(link, asked, { clientAddress, now: new Date() });
  return answerPayment(result, { input, method, next, language });
}

/** As on the portal's pay page: while the bank asks, the page must stay as it is. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, actionStatus, defaultShouldRevalidate }) => {
  if ((actionResult as PayAnswer | undefined)?.kind === 'authenticate') return false;
  return actionStatus === undefined ? defaultShouldRevalidate : true;
};

export default function PayLink() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // The form tells it itself, beside the fields; where nothing is left to pay there is no form.
  const refused = page.kind !== 'ready' && answer?.kind === 'refused' ? answer : null;
  return (
    <LinkFrame frame={page}>
      <PlacesProvider value={linkPlaces(page.linkId)}>
        {refused && (
          <div className="max-w-[640px]">
            <WordsBanner {...refused} />
          </div>
        )}
        <Content page={page} answer={answer} />
      </PlacesProvider>
    </LinkFrame>
  );
}

function Content({
  page,
  answer,
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  answer: PayAnswer | undefined;
}) {
  const { linkId } = page;
  const say = useWords(linkPageWords);
  const language = useLanguage();
  switch (page.kind) {
    case 'ended':
      return <LinkEnded linkId={linkId} review={page} fresh={page.fresh} writeTo={page.writeTo} />;
    case 'idle':
      return <LinkIdle linkId={linkId} review={page} />;
    case 'too-many':
      return <LinkTooMany linkId={linkId} review={page} />;
    case 'out-of-range':
      return <LinkOutOfRange {...page} {...page.quote} count={page.quote.lines.length} />;
    case 'ready': {
      const { review, address, others, payments } = page;
      const title =
        review.count === 1
          ? say('pay', { what: review.lines[0]?.number ?? '' })
          : say('payAtOnce', { invoices: invoiceCount(review.count, language) });
      return (
        <div>
          <TellViewed to={paths.link.opened(linkId)} />
          <PageTitle
            title={title}
            subtitle={say('forTo', { customer: page.customerName, vendor: review.vendorName })}
          />
          <PaidBefore linkId={linkId} payments={payments} />
          <PaySteps currency={review.currency} paid={address.paid} coming={others} />
          <PayForm review={review} answer={answer} />
        </div>
      );
    }
  }
}

export const ErrorBoundary = LinkError;
