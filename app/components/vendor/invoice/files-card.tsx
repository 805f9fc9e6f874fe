import { Form, useNavigation } from '@remix-run/react';
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  sizeWords,
  type Attachment,
} from '~/domain/invoices/attachment';
import { paths } from '~/lib/paths';
import { AttachmentList } from '../../invoices/attachment-list';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';

type FilesCardProps = { invoiceId: string; attachments: Attachment[]; mayChange: boolean };

/** The files that go with an invoice, and the way to add and remove them. */
export function FilesCard({ invoiceId, attachments, mayChange }: FilesCardProps) {
  const doing = useNavigation().formData?.get('intent');
  if (!mayChange && attachments.length === 0) return null;
  const remove = ({ id, fileName }: Attachment) => (
    <Form method="post">
      <input type="hidden" name="attachmentId" value={id} />
      <button
        name="intent"
        value="detach"
        aria-label={`Remove ${fileName}`}
        className="rounded-control text-second hover:bg-paper hover:text-ink grid size-10 place-content-center"
      >
        <Icon name="x" />
      </button>
    </Form>
  );
  return (
    <Card title="Files">
      {attachments.length > 0 && (
        <AttachmentList
          attachments={attachments}
          addressOf={({ id }) => paths.vendor.invoiceAttachment(invoiceId, id)}
          aside={mayChange ? remove : undefined}
        />
      )}
      {mayChange && attachments.length < MAX_ATTACHMENTS && (
        <Form
          key={attachments.length}
          method="post"
          encType="multipart/form-data"
          className="mt-3 flex flex-wrap items-end gap-3 first:mt-0"
        >
          <label className="min-w-0 grow sm:max-w-[360px]">
            <span className="text-small mb-1 block font-semibold">Attach files</span>
            <input
              type="file"
              name="files"
              multiple
              required
              accept={ATTACHMENT_TYPES}
              className="file:border-line file:rounded-control file:bg-card file:text-ink block w-full text-[0.875rem] file:me-3 file:min-h-10 file:border file:px-3 file:font-semibold"
            />
          </label>
          <Button name="intent" value="attach" pending={doing === 'attach'}>
            {doing === 'attach' ? 'Attaching…' : 'Attach'}
          </Button>
          <p className="text-small text-second w-full">
            PDF, PNG or JPEG, up to {sizeWords(MAX_ATTACHMENT_BYTES)} each and {MAX_ATTACHMENTS} in all. The customer
            can download them.
          </p>
        </Form>
      )}
    </Card>
  );
}
