import { Form, Link, useNavigate, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { kindOfBrand, type MethodKind } from '~/domain/payment-methods/method-kind';
import { brandName } from '~/domain/payment-methods/method-words';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { errorAt, type Words } from '~/domain/payments/words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, toDecimal, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { AddCard } from '../../pay/add-card';
import { LastFour, MethodMark } from '../../pay/method-mark';
import { Returned } from '../../pay/methods-page';
import type { OfferedMethod } from '../../pay/pay-page.types';
import { WordsBanner } from '../../pay/words-banner';
import { Banner } from '../../ui/banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Field } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { Ticket } from '../../ui/ticket';

export type ChargeAnswer = { words: Words | null; amount: string; method: string; when: string };

export type ChargePageProps = {
  /** Minted with the page. */
  id: string;
  invoice: {
    id: string;
    number: string;
    version: number;
    currency: Currency;
    dueMinor: bigint;
    dueOn: CalendarDate;
    customer: { name: string };
  };
  /** Those that pay in the invoice's currency. */
  methods: OfferedMethod[];
  chosen: string | null;
  /** So many accounts are still to be proved their owner's. */
  waiting: number;
  credit: { availableMinor: bigint; usedMinor: bigint } | null;
  /** The charge to come in which the invoice stands. */
  standing: { on: CalendarDate; amountMinor: bigint } | null;
  /** Whether it can still be charged on its due date: that is to come, and nothing else is agreed. */
  mayWait: boolean;
  /** What a new one may be. */
  kinds: MethodKind[];
  adding: boolean;
  returned: string | null;
  gateway: GatewayAccess;
  vendorName: string;
  /** What became of the charge that the address names. */
  failed: Words | null;
};

/** Charging one invoice: what, with which saved method, how much of it. */
export function ChargePage({ answer, ...page }: ChargePageProps & { answer: ChargeAnswer | null }) {
  const { invoice, methods, adding, returned, failed, gateway, vendorName } = page;
  const address = paths.vendor.chargeInvoice(invoice.id);
  const navigate = useNavigate();
  const words = answer?.words ?? failed;
  return (
    <div className="max-w-[960px]">
      <PageTitle
        title={`Charge ${invoice.number}`}
        subtitle={`${invoice.customer.name} · ${formatMoney(invoice.dueMinor, invoice.currency)} due`}
        back={{ to: paths.vendor.invoice(invoice.id), label: `Invoice ${invoice.number}` }}
      />
      {words && <WordsBanner words={words} tone="red" />}
      {returned && <Returned setupIntentId={returned} />}
      {adding ? (
        <AddCard
          gateway={gateway}
          kinds={page.kinds}
          vendorName={vendorName}
          whose="a customer’s"
          action={address}
          onSaved={() => navigate(`${address}?chosen=newest`, { replace: true })}
          onCancel={() => navigate(address, { replace: true })}
        />
      ) : methods.length === 0 ? (
        <NothingOnFile {...page} address={address} />
      ) : (
        <ChargeForm key={page.chosen} {...page} address={address} answer={answer} />
      )}
    </div>
  );
}

function NothingOnFile({ invoice, waiting, address }: ChargePageProps & { address: string }) {
  return (
    <Card flush>
      <EmptyState
        title={`${invoice.customer.name} has nothing on file that pays in ${invoice.currency}`}
        icon="card"
        action={
          <div className="flex flex-wrap justify-center gap-2.5">
            <ButtonLink to={`${address}?new`} variant="primary" className="noscript:hidden">
              Add a card or bank account
            </ButtonLink>
            <ButtonLink to={`${paths.vendor.newLink}?invoice=${invoice.id}`}>Make a payment link</ButtonLink>
          </div>
        }
      >
        {waiting > 0
          ? 'An account waits until its owner has proved it theirs. Wait for them, add another, or give them a link that pays.'
          : 'Add what they told you, or give them a link with which they pay it themselves.'}
      </EmptyState>
    </Card>
  );
}

function ChargeForm({ answer, ...page }: ChargePageProps & { address: string; answer: ChargeAnswer | null }) {
  const { invoice, methods, credit } = page;
  const { currency, dueMinor } = invoice;
  const [amount, setAmount] = useState(answer?.amount ?? toDecimal(dueMinor, currency));
  const chosen = methods.find(({ id }) => id === answer?.method)?.id ?? page.chosen ?? methods[0]?.id;
  const [when, setWhen] = useState(answer?.when === 'due' && page.mayWait ? 'due' : 'now');
  const charging = useNavigation().formMethod === 'POST';
  const typedMinor = readTypedAmount(amount, currency);
  const payMinor = typedMinor !== null && typedMinor <= dueMinor ? typedMinor : null;
  const tooMuch =
    typedMinor !== null && typedMinor > dueMinor ? `No more than ${formatMoney(dueMinor, currency)} is due.` : null;
  // Until it is typed otherwise.
  const refused = amount === answer?.amount ? errorAt(answer.words, 'amount') : null;
  return (
    <Form method="post" className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_348px]">
      <input type="hidden" name="id" value={page.id} />
      <input type="hidden" name="shown" value={`${invoice.version}:${dueMinor}`} />
      <div className="grid min-w-0 gap-5">
        <Methods methods={methods} waiting={page.waiting} address={page.address} chosen={chosen} />
        <Card>
          <Field
            label={`Amount, ${currency}`}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
            hint={`All that is due is ${formatMoney(dueMinor, currency)}. Charge less, and the rest stays open.`}
            error={tooMuch ?? refused}
            className="sm:max-w-[280px]"
          />
          {credit && credit.usedMinor > 0n && (
            <Banner title="Credit on account is used first" className="mt-4">
              {formatMoney(credit.availableMinor, currency)} of it is there; the method is charged what is left.
            </Banner>
          )}
        </Card>
      </div>
      <aside aria-label="What is charged">
        <Ticket caption="To charge" total={payMinor === null ? '–' : formatMoney(payMinor, currency)}>
          <Ticket.Tear />
          <When {...page} when={when} onWhen={setWhen} />
          <Ticket.Tear />
          <Ticket.Line label="Due">{formatMoney(dueMinor, currency)}</Ticket.Line>
          <Ticket.Line label="Stays open">
            {payMinor === null ? '–' : formatMoney(dueMinor - payMinor, currency)}
          </Ticket.Line>
          <Button variant="primary" size="lg" pending={charging} className="mt-4 w-full tabular-nums">
            <span className="noscript:hidden">
              {chargeWords({
                sum: payMinor === null ? '' : formatMoney(payMinor, currency),
                on: when === 'due' ? invoice.dueOn : null,
                charging,
              })}
            </span>
            <span className="not-noscript:hidden">Charge this amount</span>
          </Button>
          <p className="text-small text-second mt-3">
            {when === 'due'
              ? `${invoice.customer.name} is told by mail now, can stop it until then, and gets the receipt when it is charged.`
              : `${invoice.customer.name} gets the receipt by mail.`}{' '}
            No fee is added.
          </p>
        </Ticket>
      </aside>
    </Form>
  );
}

/** What the button says: "Charge $40.00 on 4 Dec 2026", "Scheduling $40.00…". `on`: the day that is chosen, null for now. */
function chargeWords({ sum, on, charging }: { sum: string; on: CalendarDate | null; charging: boolean }): string {
  if (charging) return `${on ? 'Scheduling' : 'Charging'} ${sum}…`;
  return `Charge ${sum}${on ? ` on ${formatDate(on)}` : ''}`;
}

type WhenProps = Pick<ChargePageProps, 'invoice' | 'standing' | 'mayWait'> & {
  when: string;
  onWhen: (when: string) => void;
};

/** Now, or as it falls due; where only now is left, why. */
function When({ invoice, standing, mayWait, when, onWhen }: WhenProps) {
  const { currency, dueMinor, dueOn } = invoice;
  if (!mayWait)
    return (
      <p className="text-small text-second">
        {standing
          ? `Now. ${standing.amountMinor === dueMinor ? 'All' : formatMoney(standing.amountMinor, currency)} of it is to be charged on ${formatDate(standing.on)} already: what is paid before is not charged again.`
          : 'Now: it is due already.'}
      </p>
    );
  const choices = [
    { value: 'now', label: 'Charge now' },
    { value: 'due', label: `Charge on the due date, ${formatDate(dueOn)}` },
  ];
  return (
    <fieldset className="grid gap-2" aria-label="When">
      {choices.map(({ value, label }) => (
        <label key={value} className="flex min-h-6 items-start gap-3">
          <input
            type="radio"
            name="when"
            value={value}
            checked={when === value}
            onChange={() => onWhen(value)}
            className="check mt-[3px]"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Methods({
  methods,
  chosen,
  address,
  waiting,
}: Pick<ChargePageProps, 'methods' | 'waiting'> & { address: string; chosen: string | undefined }) {
  return (
    <Card
      title="On file"
      action={
        <Link to={`${address}?new`} className="text-green text-small font-semibold hover:underline noscript:hidden">
          Add a card or bank account
        </Link>
      }
    >
      <fieldset className="grid gap-2" aria-label="What to charge">
        {methods.map((method) => (
          <label
            key={method.id}
            className="rounded-control border-line has-checked:border-green has-checked:ring-green flex min-h-12 items-center gap-3 border px-3.5 py-2.5 has-checked:ring-1"
          >
            <input
              type="radio"
              name="method"
              value={method.id}
              defaultChecked={method.id === chosen}
              className="check"
            />
            <MethodMark brand={method.brand} />
            <span className="min-w-0">
              <span className="block font-semibold">
                {brandName(method.brand)} <LastFour last4={method.last4} />
              </span>
              <span className={`text-small block ${method.expired ? 'text-amber' : 'text-second'}`}>
                {aboutMethod(method)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {waiting > 0 && (
        <p className="text-small text-second mt-3">
          {waiting === 1 ? 'One account waits' : `${waiting} accounts wait`} until the owner has proved it theirs.
        </p>
      )}
    </Card>
  );
}

function aboutMethod({ brand, expiry, expired, isDefault }: OfferedMethod): string {
  const parts = [
    ...(kindOfBrand(brand) === 'card' ? [] : ['Takes a few business days']),
    ...(expiry ? [`${expired ? 'Expired' : 'Expires'} ${expiry}`] : []),
    ...(isDefault ? ['default'] : []),
  ];
  return parts.join(' · ');
}
