import type { LoaderFunctionArgs } from '@remix-run/node';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { renderInvoice } from '~/domain/invoices/render-invoice.server';
import { loadLinkInvoice } from '~/domain/payment-links/load-link-invoice.server';
import { whyEnded } from '~/domain/payment-links/payment-link';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { link } = await requireLink(args);
  const shown = whyEnded(link, new Date()) ? null : await loadLinkInvoice(link, args.params['id'] ?? '');
  const invoice = shown && (await renderInvoice(link, shown.id));
  if (!invoice) return noSuchLink();
  return attachment({ filename: invoice.filename, content: invoice.pdf, type: 'application/pdf' });
}
