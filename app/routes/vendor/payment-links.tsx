import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { describeLink } from '~/components/vendor/links/describe-link';
import { LinksPage } from '~/components/vendor/links/links-page';
import { listPaymentLinks } from '~/domain/payment-links/list-payment-links.server';

export const meta: MetaFunction = () => [{ title: 'Payment links · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const asked = new URL(args.request.url).searchParams;
  const [search, before] = [asked.get('q')?.trim() ?? '', asked.get('before')];
  const { links, next } = await listPaymentLinks(actor, { search, before, now: new Date() });
  return {
    links: links.map((link) => describeLink(link, vendor.timeZone)),
    next,
    search,
    older: before !== null,
    mayMake: mayAct(actor.role, 'biller'),
  };
}

export default function PaymentLinks() {
  return <LinksPage {...useLoaderData<typeof loader>()} />;
}
