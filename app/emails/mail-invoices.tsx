import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import type { Language } from '~/lib/languages/language';
import { MailTable } from './mail-frame';
import { mailInvoices } from './mail-invoices.words';

/** What a mail lists of the invoices it is about; amounts are in words already. */
export type ListedInvoices = {
  invoices: { number: string; amount: string }[];
  /** How many more it is about than are listed. */
  moreInvoices: number;
};

export function countOf({ invoices, moreInvoices }: ListedInvoices): number {
  return invoices.length + moreInvoices;
}

type MailInvoicesProps = {
  facts: ListedInvoices & { language: Language };
  /** What the amounts are. */
  head: string;
  fee?: { label: string; value: string } | null;
  total?: { label: string; value: string };
};

export function MailInvoices({ facts, head, fee, total }: MailInvoicesProps) {
  const say = mailInvoices(facts.language);
  const rows = facts.invoices.map(({ number, amount }) => ({ label: number, value: amount }));
  const more = {
    label: invoiceCountWords(facts.language)('more', { count: facts.moreInvoices }),
    value: say('inThePortal'),
  };
  return (
    <MailTable
      caption={say('invoices')}
      head={{ label: say('invoice'), value: head }}
      rows={[...rows, ...(facts.moreInvoices > 0 ? [more] : []), ...(fee ? [fee] : [])]}
      total={total}
    />
  );
}
