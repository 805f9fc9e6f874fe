import { Form, Link, useNavigation } from '@remix-run/react';
import type { OfferedMethod } from '~/components/pay/pay-page.types';
import { WordsBanner } from '~/components/pay/words-banner';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field, SelectField } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Tag } from '~/components/ui/tag';
import { NOTICE_DAYS } from '~/domain/autopay/autopay';
import { methodName } from '~/domain/payment-methods/method-words';
import type { Words } from '~/domain/payments/words';
import { currencyName, exponentOf, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';

export type ShownAutopay = {
  currency: Currency;
  /** Null: it is off. */
  terms: {
    methodId: string;
    method: string;
    cap: string;
    capTyped: string;
    noticeDays: number;
    since: string;
    agreedBy: string;
  } | null;
  methods: OfferedMethod[];
};

type AutopayPageProps = {
  sections: ShownAutopay[];
  mayPay: boolean;
  vendorName: string;
  done: { currency: Currency; what: 'on' | 'off' } | null;
  problem: { currency: Currency; words: Words; typed: { cap: string; methodId: string; noticeDays: string } } | null;
};

/** AutoPay, in each currency the customer has invoices in: one agreement each, since one charge has one currency. */
export function AutopayPage({ sections, mayPay, vendorName, done, problem }: AutopayPageProps) {
  return (
    <div className="max-w-[720px]">
      <PageTitle
        back={{ to: paths.paymentMethods, label: 'Payment methods' }}
        title="AutoPay"
        subtitle="Invoices are charged as they fall due. A mail tells you of each charge before, and you can stop it."
      />
      {problem && <WordsBanner words={problem.words} tone="red" />}
      {!problem && done && (
        <Banner tone="green" className="mb-5" title={`AutoPay in ${currencyName(done.currency)} is ${done.what}.`} />
      )}
      <div className="grid gap-5">
        {sections.map((section) => (
          <Section
            key={section.currency}
            section={section}
            mayPay={mayPay}
            vendorName={vendorName}
            typed={problem?.currency === section.currency ? problem.typed : null}
          />
        ))}
        {sections.length === 0 && (
          <Card flush>
            <EmptyState title="No invoices yet" icon="calendar">
              When {vendorName} sends you an invoice, you can have it charged by itself here.
            </EmptyState>
          </Card>
        )}
      </div>
      {!mayPay && (
        <p className="text-small text-second mt-4">Your role is viewer: colleagues who may pay can change AutoPay.</p>
      )}
    </div>
  );
}

type SectionProps = {
  section: ShownAutopay;
  mayPay: boolean;
  vendorName: string;
  typed: { cap: string; methodId: string; noticeDays: string } | null;
};

function Section({ section, mayPay, vendorName, typed }: SectionProps) {
  const { currency, terms, methods } = section;
  return (
    <Card
      title={
        <>
          <span className="inline-block first-letter:uppercase">{currencyName(currency)}</span>{' '}
          <Tag tone={terms ? 'green' : 'neutral'}>{terms ? 'on' : 'off'}</Tag>
        </>
      }
    >
      {terms && (
        <p className="text-second mb-4">
          Charged to {terms.method}, at most {terms.cap} at once, told {days(terms.noticeDays)} before. On since{' '}
          {terms.since}, turned on by {terms.agreedBy}.
        </p>
      )}
      {!terms && !mayPay && <p className="text-second">Nothing is charged by itself.</p>}
      {mayPay &&
        (methods.length > 0 ? (
          <TermsForm section={section} vendorName={vendorName} typed={typed} />
        ) : (
          <div className="flex flex-wrap items-center gap-4">
            <p className="text-second grow">It needs a saved card or account that takes {currencyName(currency)}.</p>
            <ButtonLink to={paths.paymentMethods}>Save one first</ButtonLink>
          </div>
        ))}
    </Card>
  );
}

const days = (count: number) => (count === 1 ? 'a day' : `${count} days`);

function TermsForm({ section: { currency, terms, methods }, vendorName, typed }: Omit<SectionProps, 'mayPay'>) {
  const { formData, state } = useNavigation();
  const busy = state !== 'idle' && formData?.get('currency') === currency ? formData.get('intent') : null;
  const chosen = typed?.methodId ?? terms?.methodId ?? methods[0]?.id;
  return (
    <Form method="post" className="grid gap-4" aria-label={`AutoPay in ${currencyName(currency)}`}>
      <input type="hidden" name="currency" value={currency} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="Charge" name="methodId" defaultValue={chosen} className="sm:col-span-2">
          {methods.map((method) => (
            <option key={method.id} value={method.id}>
              {methodName(method)}
              {method.expired ? ' (expired)' : ''}
            </option>
          ))}
        </SelectField>
        <Field
          label={`At most for one charge, ${currency}`}
          name="cap"
          defaultValue={typed?.cap ?? terms?.capTyped ?? ''}
          inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
          autoComplete="off"
          required
          hint="More than that is not charged, and you are told."
        />
        <SelectField
          label="Tell us before"
          name="noticeDays"
          defaultValue={typed?.noticeDays ?? terms?.noticeDays ?? NOTICE_DAYS.usual}
          hint="By mail, with the way to stop it."
        >
          {Array.from({ length: NOTICE_DAYS.most }, (_, index) => index + NOTICE_DAYS.least).map((count) => (
            <option key={count} value={count}>
              {count === 1 ? '1 day' : `${count} days`}
            </option>
          ))}
        </SelectField>
      </div>
      <p className="text-small text-second">
        You allow {vendorName} to charge it for invoices in {currencyName(currency)} on their due dates, within these
        limits, until you turn it off. What is due already is charged after the notice.
      </p>
      <div className="flex flex-wrap gap-2.5">
        <Button variant="primary" name="intent" value="set" pending={busy === 'set'}>
          {terms
            ? busy === 'set'
              ? 'Changing…'
              : 'Change AutoPay'
            : busy === 'set'
              ? 'Turning on…'
              : 'Turn on AutoPay'}
        </Button>
        {terms && (
          <Button name="intent" value="off" formNoValidate pending={busy === 'off'}>
            {busy === 'off' ? 'Turning off…' : 'Turn off'}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** On the page of payment methods: how AutoPay stands, and the way to it. */
export function AutopayCard({ on }: { on: Currency[] }) {
  return (
    <Card
      title="AutoPay"
      action={
        <Link to={paths.autopay} className="text-small text-green font-semibold hover:underline">
          {on.length > 0 ? 'Change it' : 'Set it up'}
        </Link>
      }
    >
      <p className="text-second">
        {on.length > 0
          ? `On for ${on.map((currency) => currencyName(currency)).join(' and ')}: invoices are charged as they fall due.`
          : 'Off. Have invoices charged as they fall due, each told before, up to a cap.'}
      </p>
    </Card>
  );
}
