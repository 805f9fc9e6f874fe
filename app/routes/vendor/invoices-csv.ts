import { createReadableStreamFromReadable, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readInvoicesForm } from '~/components/vendor/invoices/invoices-form';
import { changeStaffSelection } from '~/domain/staff-selections/change-staff-selection.server';
import { matchingCsv, selectedCsv, type CsvFile } from '~/domain/vendor-invoices/invoices-csv.server';

/** The vendor's list as a file, with the same filter in the address. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  return fileOf(await matchingCsv(actor, new URL(args.request.url).searchParams, vendor, new Date()));
}

/** What is selected as a file, with the ticks of the page that asks. */
export async function action(args: ActionFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const now = new Date();
  const { change } = readInvoicesForm(await args.request.formData());
  await changeStaffSelection(actor, change, { timeZone: vendor.timeZone, now });
  return fileOf(selectedCsv(actor, vendor, now));
}

function fileOf({ filename, stream }: CsvFile): Response {
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
