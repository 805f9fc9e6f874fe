import { Form, useNavigation } from '@remix-run/react';
import { useWords } from '~/components/language';
import type { InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';
import { disputeActions, disputeSent } from './dispute-page.words';

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

export function SentBanner({ sent, vendorName: vendor }: { sent: Sent; vendorName: string }) {
  const say = useWords(disputeSent);
  return (
    <Banner tone="green" title={say(sent, { vendor })} className="mb-5 print:hidden">
      {say(`${sent}Next`, { vendor })}
    </Banner>
  );
}

type DisputeActionsProps = { invoiceId: string; dispute: InvoiceDispute | undefined; mayPay: boolean };

/** The ways to say something about the invoice, and to take a dispute back. */
export function DisputeActions({ invoiceId, dispute, mayPay }: DisputeActionsProps) {
  const say = useWords(disputeActions);
  const { formAction } = useNavigation();
  const address = paths.invoiceDispute(invoiceId);
  return (
    <>
      {mayPay && dispute && (
        <Form method="post" action={address} className="grid">
          <Button name="intent" value="withdraw" pending={formAction === address}>
            {say('withdraw')}
          </Button>
        </Form>
      )}
      <ButtonLink to={address} variant="quiet">
        {say(mayPay && !dispute ? 'askOrDispute' : 'ask')}
      </ButtonLink>
    </>
  );
}
