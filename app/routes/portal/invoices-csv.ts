import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { openInvoicesCsv } from '~/domain/invoices/open-invoices-csv.server';

/** The open list as a file, with the same filter in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor, vendor } = await requireContact({ request, context });
  const { filename, stream } = await openInvoicesCsv(actor, new URL(request.url).searchParams, vendor, new Date());
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
