import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

type Part = { count: number; amounts: string[] };

export type BatchDoneEmailProps = {
  vendorName: string;
  /** Who confirmed it. */
  name: string;
  confirmedAt: string;
  cancelled: boolean;
  itemCount: number;
  succeeded: Part;
  atBank: Part;
  failed: Part;
  skipped: Part;
  url: string;
};

/** To whoever confirmed a batch payment: it is done, and what became of it. */
export async function batchDoneEmail(props: BatchDoneEmailProps): Promise<RenderedEmail> {
  const { cancelled, failed, itemCount } = props;
  const what = cancelled
    ? 'was cancelled'
    : failed.count > 0
      ? `is done, ${countText(failed.count)} failed`
      : 'is done';
  const subject = `Your batch payment of ${invoiceCount(itemCount)} ${what}`;
  return { subject, ...(await renderEmail(<BatchDoneEmail {...props} />)) };
}

function BatchDoneEmail(props: BatchDoneEmailProps) {
  const { vendorName, name, confirmedAt, cancelled, itemCount, succeeded, atBank, failed, skipped, url } = props;
  const parts: [string, Part][] = [
    ['Succeeded', succeeded],
    ['Processing at the bank', atBank],
    ['Failed', failed],
    ['Skipped', skipped],
  ];
  const rows = parts
    .filter(([label, part]) => part.count > 0 || label === 'Succeeded')
    .map(([label, { count, amounts }]) => ({
      label,
      value: [countText(count), ...(count > 0 && label !== 'Skipped' ? amounts : [])].join(' · '),
    }));
  return (
    <MailFrame
      preview={`${countText(succeeded.count)} of ${countText(itemCount)} succeeded, ${countText(failed.count)} failed.`}
      heading={cancelled ? 'Your batch payment was cancelled' : 'Your batch payment is done'}
      footer={`${vendorName} sends this mail to whoever confirmed the batch payment.`}
    >
      <MailText>
        {name}, this became of the {invoiceCount(itemCount)} that you confirmed on {confirmedAt}.
        {atBank.count > 0 && ' Banks take a few days for the rest; you are mailed again when they have decided.'}
      </MailText>
      <MailTable caption="Batch payment" rows={rows} />
      <MailButton href={url}>{failed.count > 0 ? 'See what failed' : 'See details'}</MailButton>
    </MailFrame>
  );
}
