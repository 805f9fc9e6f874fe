import type { ReactNode } from 'react';
import { useLanguage } from '~/components/language';
import { sizeWords, type Attachment } from '~/domain/invoices/attachment';
import { Icon } from '../ui/icon';

type AttachmentListProps = {
  attachments: Attachment[];
  addressOf: (attachment: Attachment) => string;
  /** What stands at the end of each line. */
  aside?: (attachment: Attachment) => ReactNode;
};

/** The files of an invoice, each to be downloaded. */
export function AttachmentList({ attachments, addressOf, aside }: AttachmentListProps) {
  const language = useLanguage();
  return (
    <ul className="grid gap-1.5">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="flex items-center gap-3">
          <Icon name="file" className="text-third" />
          <a
            href={addressOf(attachment)}
            download
            className="text-green min-w-0 grow py-1.5 font-semibold wrap-anywhere hover:underline"
          >
            <bdi>{attachment.fileName}</bdi>
            <span className="text-small text-second ms-2 font-normal whitespace-nowrap">
              {sizeWords(attachment.sizeBytes, language)}
            </span>
          </a>
          {aside?.(attachment)}
        </li>
      ))}
    </ul>
  );
}
