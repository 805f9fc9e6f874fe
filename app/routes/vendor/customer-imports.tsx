import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { UploadCustomers } from '~/components/vendor/customers/upload-customers';
import { MOST_FILE_BYTES, MOST_FILE_ROWS } from '~/domain/customer-imports/read-customer-file.server';
import { startImport } from '~/domain/customer-imports/start-import.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Import customers · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, { role: 'biller' });
  return { importId: newId(), mostRows: MOST_FILE_ROWS, mostMegabytes: MOST_FILE_BYTES / 1024 / 1024 };
}

export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0)
    return data({ problem: 'No file was chosen', remedy: 'choose a CSV or XLSX file' }, { status: 422 });
  const bytes = Buffer.from(await file.arrayBuffer());
  const input = { importId: formText(form, 'importId'), fileName: file.name, bytes };
  const started = await startImport(actor, input, new Date());
  return started.ok
    ? redirect(paths.vendor.customerImport(started.importId), 303)
    : data(started.refusal, { status: 422 });
}

export default function CustomerImports() {
  return <UploadCustomers {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
