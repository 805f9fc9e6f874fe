import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { zipReceipts } from '~/domain/receipts/zip-receipts.server';
import { attachment } from '~/lib/attachment';
import { paths } from '~/lib/paths';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const result = await zipReceipts({ vendorId, customerId }, new URL(args.request.url).searchParams.getAll('id'));
  if (result.ok) return attachment({ filename: result.filename, content: result.zip, type: 'application/zip' });
  if (result.refusal.kind === 'not-found')
    return new Response('There is no such receipt.', { status: 404, statusText: 'Not found' });
  return redirect(`${paths.receipts}?refused=${result.refusal.kind}`, 303);
}
