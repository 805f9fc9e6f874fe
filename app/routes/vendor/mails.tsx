import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { MailsPage } from '~/components/vendor/mails/mails-page';
import { listMails } from '~/domain/mail/list-mails.server';
import { readMailQuery } from '~/domain/mail/mail-list';

export const meta: MetaFunction = () => [{ title: 'E-mail activity · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const query = readMailQuery(new URL(args.request.url).searchParams);
  return { ...(await listMails(actor, query, vendor.timeZone)), query, timeZone: vendor.timeZone };
}

export default function VendorMails() {
  return <MailsPage {...useLoaderData<typeof loader>()} />;
}
