import { Form, Link, useNavigation } from '@remix-run/react';
import { useLanguage, useWords } from '~/components/language';
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
import { localeOf } from '~/lib/languages/language';
import { listed } from '~/lib/languages/listed';
import { currencyName, exponentOf, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { TypedIn } from '../typed-in';
import { autopayWords } from './autopay.words';

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
  const say = useWords(autopayWords);
  const nameOf = useCurrencyName();
  return (
    <div className="max-w-[720px]">
      <PageTitle
        back={{ to: paths.paymentMethods, label: say('methods') }}
        title={say('name')}
        subtitle={say('subtitle')}
      />
      {problem && <WordsBanner words={problem.words} tone="red" />}
      {!problem && done && (
        <Banner
          tone="green"
          className="mb-5"
          title={say(done.what === 'on' ? 'turnedOn' : 'turnedOff', { currency: nameOf(done.currency) })}
        />
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
            <EmptyState title={say('noInvoices')} icon="calendar">
              {say('noInvoicesText', { vendor: vendorName })}
            </EmptyState>
          </Card>
        )}
      </div>
      {!mayPay && <p className="text-small text-second mt-4">{say('viewer')}</p>}
    </div>
  );
}

function useCurrencyName(): (currency: Currency) => string {
  const locale = localeOf(useLanguage());
  return (currency) => currencyName(currency, locale);
}

type SectionProps = {
  section: ShownAutopay;
  mayPay: boolean;
  vendorName: string;
  typed: { cap: string; methodId: string; noticeDays: string } | null;
};

function Section({ section, mayPay, vendorName, typed }: SectionProps) {
  const { currency, terms, methods } = section;
  const say = useWords(autopayWords);
  const name = useCurrencyName()(currency);
  return (
    <Card
      title={
        <>
          <span className="inline-block first-letter:uppercase">{name}</span>{' '}
          <Tag tone={terms ? 'green' : 'neutral'}>{say(terms ? 'on' : 'off')}</Tag>
        </>
      }
    >
      {terms && (
        <p className="text-second mb-4">
          {say('terms', {
            method: terms.method,
            cap: terms.cap,
            days: terms.noticeDays,
            since: terms.since,
            who: terms.agreedBy,
          })}
        </p>
      )}
      {!terms && !mayPay && <p className="text-second">{say('nothingByItself')}</p>}
      {mayPay &&
        (methods.length > 0 ? (
          <TermsForm section={section} vendorName={vendorName} typed={typed} />
        ) : (
          <div className="flex flex-wrap items-center gap-4">
            <p className="text-second grow">{say('needsMethod', { currency: name })}</p>
            <ButtonLink to={paths.paymentMethods}>{say('saveOne')}</ButtonLink>
          </div>
        ))}
    </Card>
  );
}

function TermsForm({ section: { currency, terms, methods }, vendorName, typed }: Omit<SectionProps, 'mayPay'>) {
  const say = useWords(autopayWords);
  const language = useLanguage();
  const name = useCurrencyName()(currency);
  const { formData, state } = useNavigation();
  const busy = state !== 'idle' && formData?.get('currency') === currency ? formData.get('intent') : null;
  const chosen = typed?.methodId ?? terms?.methodId ?? methods[0]?.id;
  return (
    <Form key={language} method="post" className="grid gap-4" aria-label={say('form', { currency: name })}>
      <TypedIn />
      <input type="hidden" name="currency" value={currency} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={say('charge')} name="methodId" defaultValue={chosen} className="sm:col-span-2">
          {methods.map((method) => (
            <option key={method.id} value={method.id}>
              {method.expired ? say('expired', { method: methodName(method, language) }) : methodName(method, language)}
            </option>
          ))}
        </SelectField>
        <Field
          label={say('cap', { currency })}
          name="cap"
          defaultValue={typed?.cap ?? terms?.capTyped ?? ''}
          inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
          autoComplete="off"
          required
          hint={say('capHint')}
        />
        <SelectField
          label={say('notice')}
          name="noticeDays"
          defaultValue={typed?.noticeDays ?? terms?.noticeDays ?? NOTICE_DAYS.usual}
          hint={say('noticeHint')}
        >
          {Array.from({ length: NOTICE_DAYS.most }, (_, index) => index + NOTICE_DAYS.least).map((count) => (
            <option key={count} value={count}>
              {say('days', { days: count })}
            </option>
          ))}
        </SelectField>
      </div>
      <p className="text-small text-second">{say('allow', { vendor: vendorName, currency: name })}</p>
      <div className="flex flex-wrap gap-2.5">
        <Button variant="primary" name="intent" value="set" pending={busy === 'set'}>
          {terms ? say(busy === 'set' ? 'changing' : 'change') : say(busy === 'set' ? 'turningOn' : 'turnOn')}
        </Button>
        {terms && (
          <Button name="intent" value="off" formNoValidate pending={busy === 'off'}>
            {say(busy === 'off' ? 'turningOff' : 'turnOff')}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** On the page of payment methods: how AutoPay stands, and the way to it. */
export function AutopayCard({ on }: { on: Currency[] }) {
  const say = useWords(autopayWords);
  const currencies = listed(on.map(useCurrencyName()), useLanguage());
  return (
    <Card
      title={say('name')}
      action={
        <Link to={paths.autopay} className="text-small text-green font-semibold hover:underline">
          {say(on.length > 0 ? 'changeIt' : 'setUp')}
        </Link>
      }
    >
      <p className="text-second">{on.length > 0 ? say('onFor', { currencies }) : say('isOff')}</p>
    </Card>
  );
}
