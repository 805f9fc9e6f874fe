import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { xlsxTemplate } from '~/domain/customer-imports/import-template.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args);
  return attachment(xlsxTemplate());
}
