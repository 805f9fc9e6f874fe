import type { ReactNode } from 'react';
import type { TypedRules } from '~/domain/vendors/payment-rules';
import type { CreditUse } from '~/domain/credits/credit-use';
import { METHOD_KINDS, type MethodKind } from '~/domain/payment-methods/method-kind';
import { paths } from '~/lib/paths';
import { CheckField, Field } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { SettingsForm, SettingsNews } from './settings-form';

export type RulesAnswer = { about: string | null; words: string; typed: TypedRules };

type PaymentRulesPageProps = { typed: TypedRules; mayChange: boolean; done: boolean; answer: RulesAnswer | null };

export const KIND_WORDS: Record<MethodKind, { label: string; hint: string }> = {
  card: { label: 'Cards', hint: 'Any currency. Paid at once.' },
  us_bank_account: { label: 'US bank accounts (ACH)', hint: 'US dollars. Takes about four working days.' },
  sepa_debit: { label: 'SEPA direct debit', hint: 'Euros. Takes up to fourteen days.' },
};

const CREDIT_WORDS: Record<CreditUse, { label: string; hint: string }> = {
  always: { label: 'Always', hint: 'Credit is used first, oldest first; also when you charge them.' },
  choice: { label: 'As they choose', hint: 'Customers see their credit on the pay page and may keep it.' },
  never: { label: 'Never', hint: 'Credit stays until you pay it back.' },
};

export function PaymentRulesPage({ typed: saved, mayChange, done, answer }: PaymentRulesPageProps) {
  const typed = answer?.typed ?? saved;
  const errorOf = (about: string) => (answer?.about === about ? answer.words : null);
  return (
    <>
      <PageTitle title="Payments" back={{ to: paths.vendor.settings, label: 'Settings' }} />
      <SettingsNews
        done={done ? 'Saved. It holds from the next payment on; what is under way stays as it was.' : null}
        answer={answer}
      />
      <SettingsForm title="How customers pay you" intent="rules" mayChange={mayChange}>
        <Group legend="Ways to pay" error={errorOf('methodKinds')}>
          {METHOD_KINDS.map((kind) => (
            <CheckField
              key={kind}
              name="methodKinds"
              value={kind}
              defaultChecked={typed.methodKinds.includes(kind)}
              {...KIND_WORDS[kind]}
            />
          ))}
        </Group>
        <Group legend="One payment">
          <CheckField
            name="massPayment"
            label="May take many invoices"
            hint="Up to 1,000 at once, with one receipt. Otherwise they are paid one by one."
            defaultChecked={typed.massPayment}
          />
          <CheckField
            name="partPayments"
            label="May pay a part of an invoice"
            hint="The rest stays open."
            defaultChecked={typed.partPayments}
          />
        </Group>
        <Group legend="Credit on account is used" error={errorOf('creditUse')}>
          {Object.entries(CREDIT_WORDS).map(([use, { label, hint }]) => (
            <label key={use} className="flex min-h-6 items-start gap-3">
              <input
                type="radio"
                name="creditUse"
                value={use}
                defaultChecked={typed.creditUse === use}
                className="check mt-[3px]"
              />
              <span>
                {label}
                <span className="text-small text-second block">{hint}</span>
              </span>
            </label>
          ))}
        </Group>
        <Group legend="Amounts">
          {typed.amounts.map(({ currency, minimum, threshold }) => (
            <div key={currency} className="grid gap-4 sm:grid-cols-2">
              <input type="hidden" name="currency" value={currency} />
              <Field
                label={`Least part, in ${currency}`}
                name={`minimum-${currency}`}
                defaultValue={minimum}
                inputMode="decimal"
                error={errorOf(`minimum-${currency}`)}
                hint="Empty: none. Where less is due, that can always be paid."
              />
              <Field
                label={`Charging more at once asks for a code, in ${currency}`}
                name={`threshold-${currency}`}
                defaultValue={threshold}
                inputMode="decimal"
                error={errorOf(`threshold-${currency}`)}
                hint="Empty: every charge by staff asks for a fresh code."
              />
            </div>
          ))}
        </Group>
      </SettingsForm>
    </>
  );
}

function Group({ legend, error = null, children }: { legend: string; error?: string | null; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="text-small mb-2 font-semibold">{legend}</legend>
      {children}
      {error && <p className="text-small text-red">{error}</p>}
    </fieldset>
  );
}
