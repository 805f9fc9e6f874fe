import { Form, useNavigation } from '@remix-run/react';
import type { InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';

const SENT = ['question', 'dispute', 'withdrawn'] as const;
export type Sent = (typeof SENT)[number];

/** What an invoice's address says was just done there, as long as the latest that was said of it bears that out. */
export function readSent(text: string | null, disputes: readonly InvoiceDispute[]): Sent | null {
  const latest = disputes.at(-1);
  const done = latest?.kind === 'question' ? 'question' : (latest?.outcome ?? 'dispute');
  return (latest && SENT.find((sent) => sent === text && sent === done)) ?? null;
}

/** The dispute that a contact opened and nobody has ended. */
export function openDispute(disputes: readonly InvoiceDispute[]): InvoiceDispute | undefined {
  return disputes.find((dispute) => dispute.kind === 'dispute' && dispute.endedAt === null);
}

const SENT_WORDS: Record<Sent, (vendor: string) => { title: string; next: string }> = {
  question: (vendor) => ({
    title: `Your question was sent to ${vendor}.`,
    next: 'The answer comes by mail. The invoice can be paid as before.',
  }),
  dispute: (vendor) => ({
    title: `Your dispute was sent to ${vendor}.`,
    next: 'What you dispute is not asked for until that is settled. A confirmation comes by mail.',
  }),
  withdrawn: (vendor) => ({
    title: 'The dispute is withdrawn.',
    next: `What is due can be paid again. ${vendor} was told.`,
  }),
};

export function SentBanner({ sent, vendorName }: { sent: Sent; vendorName: string }) {
  const { title, next } = SENT_WORDS[sent](vendorName);
  return (
    <Banner tone="green" title={title} className="mb-5 print:hidden">
      {next}
    </Banner>
  );
}

type DisputeActionsProps = { invoiceId: string; dispute: InvoiceDispute | undefined; mayPay: boolean };

/** The ways to say something about the invoice, and to take a dispute back. */
export function DisputeActions({ invoiceId, dispute, mayPay }: DisputeActionsProps) {
  const { formAction } = useNavigation();
  const address = paths.invoiceDispute(invoiceId);
  return (
    <>
      {mayPay && dispute && (
        <Form method="post" action={address} className="grid">
          <Button name="intent" value="withdraw" pending={formAction === address}>
            Withdraw the dispute
          </Button>
        </Form>
      )}
      <ButtonLink to={address} variant="quiet">
        {mayPay && !dispute ? 'Ask a question or dispute' : 'Ask a question'}
      </ButtonLink>
    </>
  );
}
