import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button, ButtonLink, buttonClass } from '~/components/ui/button';
import { Banner } from '~/components/ui/banner';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { PageTitle } from '~/components/ui/page-title';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import type { LinkPayment, LinkReview } from '~/domain/payment-links/review-link.server';
import { refusalWords } from '~/domain/payments/words';
import { currencyName, formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { payAddress } from '../pay/pay-address';
import { PaymentStateTag } from '../pay/payment-state-tag';

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-[640px]">
      <PageTitle title={title} />
      <Card>
        <div className="grid justify-items-start gap-4">{children}</div>
      </Card>
    </div>
  );
}

type Of<Kind extends LinkReview['kind']> = Extract<LinkReview, { kind: Kind }>;

const ENDED: Record<Of<'ended'>['why'], { title: string; text: string }> = {
  revoked: {
    title: 'The vendor took this payment link back',
    text: 'It shows and pays nothing any more, and cannot be renewed here.',
  },
  expired: {
    title: 'This payment link has expired',
    text: 'It shows and pays nothing any more.',
  },
  withdrawn: {
    title: 'There is nothing to pay here any more',
    text: 'What this payment link was for was withdrawn. Nothing is asked of you.',
  },
};

/** A link that takes no payment any more: that it does not, and the way on. No amounts and no names. */
export function LinkEnded({
  linkId,
  review,
  fresh,
  writeTo,
}: {
  linkId: string;
  review: Of<'ended'>;
  /** The vendor's address, for whoever holds what was taken back. */
  writeTo: string | null;
  /** What came of asking for a fresh link. */
  fresh: FreshAnswer | null;
}) {
  const { title, text } = ENDED[review.why];
  return (
    <Page title={title}>
      <p className="text-second">{text}</p>
      {review.why === 'expired' && <AskForFresh linkId={linkId} answer={fresh} />}
      {writeTo !== null && (
        <p className="text-second">
          Is there still something to pay? Write to{' '}
          <a href={`mailto:${writeTo}`} className="rounded-small text-green wrap-anywhere underline underline-offset-2">
            {writeTo}
          </a>
          .
        </p>
      )}
      <PaidThroughIt linkId={linkId} payments={review.payments} />
      <p className="text-small text-second">
        With an account you can also{' '}
        <a href={paths.signIn} className="rounded-small text-green underline underline-offset-2">
          sign in
        </a>{' '}
        and see everything that is open.
      </p>
    </Page>
  );
}

export type FreshAnswer = 'asked' | 'too-many';

function AskForFresh({ linkId, answer }: { linkId: string; answer: FreshAnswer | null }) {
  const pending = useNavigation().formMethod === 'POST';
  if (answer === 'asked')
    return (
      <Banner tone="green" title="Look into the mailbox on file.">
        If anything is still to be paid, a fresh link is on its way to the address that the vendor has.
      </Banner>
    );
  return (
    <>
      {answer === 'too-many' && (
        <Banner tone="amber" title="That was asked for often enough for now.">
          Look into the mailbox on file, or try again tomorrow.
        </Banner>
      )}
      <Form method="post" action={paths.link.fresh(linkId)}>
        <Button variant="primary" pending={pending} className="min-h-[42px]">
          {pending ? 'Asking…' : 'Mail a fresh link to the address on file'}
        </Button>
      </Form>
    </>
  );
}

const IDLE: Record<Of<'idle'>['why'], { title: string; text: string }> = {
  paid: { title: 'This is paid', text: 'Nothing is left to pay here. Thank you.' },
  'being-paid': {
    title: 'A payment for this is under way',
    text: 'It cannot be paid a second time. Once the bank has confirmed it, it is paid; should the bank say no, it can be paid here again.',
  },
  disputed: {
    title: 'This is under discussion',
    text: 'It is not asked for until that is settled. Then it can be paid here again.',
  },
  'owed-nothing': { title: 'Nothing is owed at this moment', text: 'No invoice of this account is open.' },
};

/** Nothing can be paid just now: because it is paid, or being paid, or discussed. */
export function LinkIdle({ linkId, review }: { linkId: string; review: Of<'idle'> }) {
  const { title, text } = IDLE[review.why];
  return (
    <Page title={title}>
      <p className="text-second">{text}</p>
      <PaidThroughIt linkId={linkId} payments={review.payments} />
      {review.why !== 'paid' && (
        <a href={paths.link.pay(linkId)} className={buttonClass()}>
          Look again
        </a>
      )}
    </Page>
  );
}

/** The payments that came through this link. Others of the same customer are not its holder's to see. */
function PaidThroughIt({ linkId, payments }: { linkId: string; payments: LinkPayment[] }) {
  if (payments.length === 0) return null;
  return (
    <section aria-label="Paid with this link" className="grid w-full gap-2">
      <h2 className="text-section font-bold">Paid with this link</h2>
      <ul className="grid gap-2">
        {payments.map((payment) => (
          <li
            key={payment.id}
            className="rounded-control border-line flex flex-wrap items-center gap-x-4 gap-y-2 border px-4 py-3"
          >
            {payment.receipt ? (
              <>
                <span className="grow font-semibold tabular-nums">Receipt {payment.receipt.number}</span>
                <ButtonLink to={paths.link.receipt(linkId, payment.receipt.id)}>Open</ButtonLink>
                <a href={paths.link.receiptPdf(linkId, payment.receipt.id)} className={buttonClass()}>
                  PDF
                </a>
              </>
            ) : (
              <>
                <span className="grow">
                  <PaymentStateTag state={payment.state} />
                </span>
                <ButtonLink to={paths.link.payment(linkId, payment.id)}>See how it stands</ButtonLink>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Above what is still to be paid: what was paid or begun with this link before. */
export function PaidBefore({ linkId, payments }: { linkId: string; payments: LinkPayment[] }) {
  const underWay = payments.find((payment) => payment.receipt === null);
  const [newest] = payments;
  if (underWay)
    return (
      <Banner tone="amber" title="A payment with this link is under way." className="mb-4">
        <Link to={paths.link.payment(linkId, underWay.id)} className="font-semibold underline underline-offset-2">
          See how it stands
        </Link>
        . What it holds is not asked for below.
      </Banner>
    );
  if (!newest?.receipt) return null;
  return (
    <Banner tone="green" title="A part was paid with this link before." className="mb-4">
      <Link
        to={paths.link.receipt(linkId, newest.receipt.id)}
        className="font-semibold tabular-nums underline underline-offset-2"
      >
        Receipt {newest.receipt.number}
      </Link>
      . Below is what is still open.
    </Banner>
  );
}

/** More invoices than one payment takes, by the product's limit or by the vendor's wish. */
export function LinkTooMany({ linkId, review }: { linkId: string; review: Of<'too-many'> }) {
  const { currency, count, limit, firstMinor } = review;
  const one = limit === 1;
  const first = one
    ? 'the one that is due first, then the next'
    : `the ${countText(limit)} that are due first, then the next ones`;
  return (
    <Page title={one ? 'Invoices are paid one at a time here' : `One payment takes up to ${countText(limit)} invoices`}>
      <p className="text-second">
        {countText(count)} are open in {currencyName(currency)}. Pay {first}. Each payment has its own receipt.
      </p>
      <ButtonLink variant="primary" to={payAddress({ currency, first: limit }, paths.link.pay(linkId))}>
        Pay the first {one ? 'one' : countText(limit)} · {formatMoney(firstMinor, currency)}
      </ButtonLink>
    </Page>
  );
}

type OutOfRange = {
  currency: Currency;
  totalMinor: bigint;
  chargeMinor: bigint;
  count: number;
  minMinor: bigint;
  maxMinor: bigint;
};

/** More (or less) money than one card payment can be: the vendor must be asked. */
export function LinkOutOfRange({ currency, totalMinor, chargeMinor, count, minMinor, maxMinor }: OutOfRange) {
  const { title } = refusalWords({ kind: 'amount-out-of-range', minMinor, maxMinor, currency }, currency);
  return (
    <Page title={title}>
      <p className="text-second">
        {invoiceCount(count)} {count === 1 ? 'comes' : 'come'} to <Money amountMinor={totalMinor} currency={currency} />
        {chargeMinor < totalMinor && `, of which ${formatMoney(chargeMinor, currency)} is left to charge`}. That cannot
        be paid in one go here: sign in to choose what to pay, or ask the vendor for another way.
      </p>
      <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
        Sign in
      </a>
    </Page>
  );
}

/** Whatever opens nothing here: a link that does not exist, or one that was not opened in this browser. All look alike. */
export function NoSuchLink({ tooMany }: { tooMany: boolean }) {
  return (
    <Page title={tooMany ? 'Too many tries' : 'This payment link opens nothing'}>
      <p className="text-second">
        {tooMany
          ? 'Wait an hour, then open the link again.'
          : 'Open it again from the mail or message that it came with, whole and in this browser. Links stay open here for half a day.'}
      </p>
      <p className="text-second">
        Does that not help? Ask whoever sent it for a new one, or sign in to see everything that is open.
      </p>
      <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
        Sign in
      </a>
    </Page>
  );
}
