import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Words } from '~/domain/payments/words';
import { paths } from '~/lib/paths';
import { WordsBanner } from '../../pay/words-banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageTitle } from '../../ui/page-title';

type MoneyPageProps = {
  /** Where it came from, and goes back to. */
  invoice: { id: string; number: string };
  title: string;
  subtitle: ReactNode;
  /** What it does, before anybody presses anything. */
  about: ReactNode;
  button: string;
  working: string;
  danger?: boolean;
  words: Words | null;
  /** Said in place of the form where it cannot be done: why, and what can be done instead. */
  why?: ReactNode;
  children: ReactNode;
};

/** One thing to do with an invoice's money, on a page of its own: what it does, what it asks, and one button. */
export function MoneyPage(page: MoneyPageProps) {
  const { invoice, title, subtitle, about, button, working, danger = false, words, why, children } = page;
  const pending = useNavigation().formMethod === 'POST';
  return (
    <div className="max-w-[640px]">
      <PageTitle
        title={title}
        subtitle={subtitle}
        back={{ to: paths.vendor.invoice(invoice.id), label: `Invoice ${invoice.number}` }}
      />
      {words && <WordsBanner words={words} tone="red" />}
      <Card>
        <div className="text-second mb-5">{why || about}</div>
        {why ? (
          <ButtonLink to={paths.vendor.invoice(invoice.id)}>Back to the invoice</ButtonLink>
        ) : (
          <Form method="post" className="grid gap-4">
            {children}
            <div className="mt-1 flex flex-wrap gap-2.5">
              <Button variant={danger ? 'danger' : 'primary'} pending={pending}>
                {pending ? working : button}
              </Button>
              <ButtonLink to={paths.vendor.invoice(invoice.id)} variant="quiet">
                Cancel
              </ButtonLink>
            </div>
          </Form>
        )}
      </Card>
    </div>
  );
}
