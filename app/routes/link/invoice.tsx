import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { InvoiceLines } from '~/components/invoices/invoice-lines';
import { languageOfMatches, useFormats, useWords } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame, vendorOf } from '~/components/links/link-frame';
import { linkInvoiceWords } from '~/components/links/link-invoice.words';
import { LinkInvoiceTicket } from '~/components/links/link-invoice-ticket';
import { TellViewed } from '~/components/tell-viewed';
import { Card } from '~/components/ui/card';
import { PageTitle } from '~/components/ui/page-title';
import { loadLinkInvoice } from '~/domain/payment-links/load-link-invoice.server';
import { whyEnded } from '~/domain/payment-links/payment-link';
import { getConfig } from '~/lib/config.server';
import { dateIn } from '~/lib/dates';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const say = linkInvoiceWords(languageOfMatches(matches));
  return [{ title: `${data ? say('title', { number: data.invoice.number }) : say('noSuchPage')} · Quittance` }];
};

/** One invoice that the link is for, as it stands on paper: no payments of others, no history. */
export async function loader(args: LoaderFunctionArgs) {
  const { link, language } = await requireLink(args);
  const now = new Date();
  if (whyEnded(link, now)) throw redirect(paths.link.pay(link.linkId), 303);
  const invoice = await loadLinkInvoice(link, args.params['id'] ?? '');
  if (!invoice) throw noSuchLink();
  const { linkId, timeZone } = link;
  const frame = { vendor: vendorOf(link), sandbox: getConfig().sandbox };
  return { language, linkId, ...frame, invoice, today: dateIn(timeZone, now) };
}

export default function LinkInvoice() {
  const { linkId, invoice, today, ...frame } = useLoaderData<typeof loader>();
  const say = useWords(linkInvoiceWords);
  const { date } = useFormats();
  return (
    <LinkFrame frame={frame}>
      <TellViewed to={paths.link.invoiceViewed(linkId, invoice.id)} />
      <PageTitle
        back={{ to: paths.link.pay(linkId), label: say('owed') }}
        title={say('title', { number: invoice.number })}
        subtitle={say('subtitle', { summary: invoice.summary, date: date(invoice.issuedOn) })}
      />
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_348px]">
        <aside aria-label={say('amountDue')} className="lg:sticky lg:top-7 lg:order-2">
          <LinkInvoiceTicket linkId={linkId} invoice={invoice} today={today} />
        </aside>
        <div className="grid min-w-0 gap-5">
          <InvoiceLines invoice={invoice} />
          {invoice.memo && (
            <Card title={say('note')}>
              <p dir="auto" className="text-second wrap-anywhere whitespace-pre-line">
                {invoice.memo}
              </p>
            </Card>
          )}
        </div>
      </div>
    </LinkFrame>
  );
}

export const ErrorBoundary = LinkError;
