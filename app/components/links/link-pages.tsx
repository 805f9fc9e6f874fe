import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button, ButtonLink, buttonClass } from '~/components/ui/button';
import { Banner } from '~/components/ui/banner';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { PageTitle } from '~/components/ui/page-title';
import type { LinkPayment, LinkReview } from '~/domain/payment-links/review-link.server';
import { refusalWords } from '~/domain/payments/words';
import { localeOf } from '~/lib/languages/language';
import { currencyName, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { useFormats, useLanguage, useRichWords, useWords } from '../language';
import { payAddress } from '../pay/pay-address';
import { PaymentStateTag } from '../pay/payment-state-tag';
import { linkPageWords } from './link-pages.words';

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

const ENDED = {
  revoked: { title: 'revoked', text: 'revokedText' },
  expired: { title: 'expired', text: 'expiredText' },
  withdrawn: { title: 'withdrawn', text: 'withdrawnText' },
} as const satisfies Record<Of<'ended'>['why'], object>;

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
  const say = useWords(linkPageWords);
  const rich = useRichWords(linkPageWords);
  const { title, text } = ENDED[review.why];
  return (
    <Page title={say(title)}>
      <p className="text-second">{say(text)}</p>
      {review.why === 'expired' && <AskForFresh linkId={linkId} answer={fresh} />}
      {writeTo !== null && (
        <p className="text-second">
          {rich('writeTo', {
            address: (
              <a
                href={`mailto:${writeTo}`}
                className="rounded-small text-green wrap-anywhere underline underline-offset-2"
              >
                {writeTo}
              </a>
            ),
          })}
        </p>
      )}
      <PaidThroughIt linkId={linkId} payments={review.payments} />
      <p className="text-small text-second">
        {rich('withAnAccount', {
          signIn: (
            <a href={paths.signIn} className="rounded-small text-green underline underline-offset-2">
              {say('toSignIn')}
            </a>
          ),
        })}
      </p>
    </Page>
  );
}

export type FreshAnswer = 'asked' | 'too-many';

function AskForFresh({ linkId, answer }: { linkId: string; answer: FreshAnswer | null }) {
  const pending = useNavigation().formMethod === 'POST';
  const say = useWords(linkPageWords);
  if (answer === 'asked')
    return (
      <Banner tone="green" title={say('mailed')}>
        {say('mailedText')}
      </Banner>
    );
  return (
    <>
      {answer === 'too-many' && (
        <Banner tone="amber" title={say('askedTooOften')}>
          {say('askedTooOftenText')}
        </Banner>
      )}
      <Form method="post" action={paths.link.fresh(linkId)}>
        <Button variant="primary" pending={pending} className="min-h-[42px]">
          {pending ? say('asking') : say('mailFresh')}
        </Button>
      </Form>
    </>
  );
}

const IDLE = {
  paid: { title: 'paid', text: 'paidText' },
  'being-paid': { title: 'beingPaid', text: 'beingPaidText' },
  disputed: { title: 'disputed', text: 'disputedText' },
  'owed-nothing': { title: 'owedNothing', text: 'owedNothingText' },
} as const satisfies Record<Of<'idle'>['why'], object>;

/** Nothing can be paid just now: because it is paid, or being paid, or discussed. */
export function LinkIdle({ linkId, review }: { linkId: string; review: Of<'idle'> }) {
  const say = useWords(linkPageWords);
  const { title, text } = IDLE[review.why];
  return (
    <Page title={say(title)}>
      <p className="text-second">{say(text)}</p>
      <PaidThroughIt linkId={linkId} payments={review.payments} />
      {review.why !== 'paid' && (
        <a href={paths.link.pay(linkId)} className={buttonClass()}>
          {say('lookAgain')}
        </a>
      )}
    </Page>
  );
}

/** The payments that came through this link. Others of the same customer are not its holder's to see. */
function PaidThroughIt({ linkId, payments }: { linkId: string; payments: LinkPayment[] }) {
  const say = useWords(linkPageWords);
  if (payments.length === 0) return null;
  return (
    <section aria-label={say('paidWithIt')} className="grid w-full gap-2">
      <h2 className="text-section font-bold">{say('paidWithIt')}</h2>
      <ul className="grid gap-2">
        {payments.map((payment) => (
          <li
            key={payment.id}
            className="rounded-control border-line flex flex-wrap items-center gap-x-4 gap-y-2 border px-4 py-3"
          >
            {payment.receipt ? (
              <>
                <span className="grow font-semibold tabular-nums">
                  {say('receipt', { number: payment.receipt.number })}
                </span>
                <ButtonLink to={paths.link.receipt(linkId, payment.receipt.id)}>{say('open')}</ButtonLink>
                <a href={paths.link.receiptPdf(linkId, payment.receipt.id)} className={buttonClass()}>
                  PDF
                </a>
              </>
            ) : (
              <>
                <span className="grow">
                  <PaymentStateTag state={payment.state} />
                </span>
                <ButtonLink to={paths.link.payment(linkId, payment.id)}>{say('howItStands')}</ButtonLink>
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
  const say = useWords(linkPageWords);
  const rich = useRichWords(linkPageWords);
  const underWay = payments.find((payment) => payment.receipt === null);
  const [newest] = payments;
  if (underWay)
    return (
      <Banner tone="amber" title={say('underWay')} className="mb-4">
        {rich('underWayText', {
          howItStands: (
            <Link to={paths.link.payment(linkId, underWay.id)} className="font-semibold underline underline-offset-2">
              {say('howItStands')}
            </Link>
          ),
        })}
      </Banner>
    );
  if (!newest?.receipt) return null;
  return (
    <Banner tone="green" title={say('partPaid')} className="mb-4">
      {rich('partPaidText', {
        receipt: (
          <Link
            to={paths.link.receipt(linkId, newest.receipt.id)}
            className="font-semibold tabular-nums underline underline-offset-2"
          >
            {say('receipt', { number: newest.receipt.number })}
          </Link>
        ),
      })}
    </Banner>
  );
}

/** More invoices than one payment takes, by the product's limit or by the vendor's wish. */
export function LinkTooMany({ linkId, review }: { linkId: string; review: Of<'too-many'> }) {
  const { count, limit } = review;
  const say = useWords(linkPageWords);
  const { money } = useFormats();
  const one = limit === 1;
  const currency = currencyName(review.currency, localeOf(useLanguage()));
  const amount = money(review.firstMinor, review.currency);
  return (
    <Page title={one ? say('oneAtATime') : say('upTo', { limit })}>
      <p className="text-second">
        {one ? say('payOneByOne', { count, currency }) : say('payInParts', { count, currency, limit })}
      </p>
      <ButtonLink
        variant="primary"
        to={payAddress({ currency: review.currency, first: limit }, paths.link.pay(linkId))}
      >
        {one ? say('payFirstOne', { amount }) : say('payFirst', { limit, amount })}
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
  const say = useWords(linkPageWords);
  const rich = useRichWords(linkPageWords);
  const { money } = useFormats();
  const range = { kind: 'amount-out-of-range', minMinor, maxMinor, currency } as const;
  const { title } = refusalWords(range, currency, useLanguage());
  const total = <Money amountMinor={totalMinor} currency={currency} />;
  return (
    <Page title={title}>
      <p className="text-second">
        {chargeMinor < totalMinor
          ? rich('notInOneGoAfterCredit', { count, total, charge: money(chargeMinor, currency) })
          : rich('notInOneGo', { count, total })}
      </p>
      <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
        {say('signIn')}
      </a>
    </Page>
  );
}

/** Whatever opens nothing here: a link that does not exist, or one that was not opened in this browser. All look alike. */
export function NoSuchLink({ tooMany }: { tooMany: boolean }) {
  const say = useWords(linkPageWords);
  return (
    <Page title={tooMany ? say('tooManyTries') : say('noSuchLink')}>
      <p className="text-second">{tooMany ? say('tooManyTriesText') : say('noSuchLinkText')}</p>
      <p className="text-second">{say('askForANewOne')}</p>
      <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
        {say('signIn')}
      </a>
    </Page>
  );
}
