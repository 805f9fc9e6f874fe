import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { renderCreditNote } from '~/domain/credits/render-credit-note.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const note = await renderCreditNote({ creditNoteId: args.params['id'] ?? '', vendorId, customerId });
  if (!note) return new Response('There is no such credit note.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: note.filename, content: note.pdf, type: 'application/pdf' });
}
