import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { describeLink } from '~/components/vendor/links/describe-link';
import { LinkPage } from '~/components/vendor/links/link-page';
import { qrPath } from '~/documents/qr';
import {
  extendPaymentLink,
  extensionRange,
  revokePaymentLink,
} from '~/domain/payment-links/change-payment-link.server';
import { copyPaymentLink, mailPaymentLink } from '~/domain/payment-links/hand-out-links.server';
import { linkUrl } from '~/domain/payment-links/link-token.server';
import { linkRefusalWords } from '~/domain/payment-links/link-words';
import { loadPaymentLink } from '~/domain/payment-links/list-payment-links.server';
import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';
import { formatDate, formatInstant } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Payment link for ${data.link.customerName}` : 'No such page'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const now = new Date();
  const link = await loadPaymentLink(actor, args.params['id'] ?? '', now);
  if (!link) throw noSuchLink();
  const { timeZone } = vendor;
  const at = (instant: Date) => formatInstant(instant, timeZone);
  const account = link.covers === 'account';
  const count = account ? link.invoices.length : link.invoiceCount;
  const range = extensionRange({ expiresAt: link.expiresAt, timeZone }, now);
  return {
    link: {
      ...describeLink(link, timeZone),
      account,
      madeOn: at(link.createdAt),
      madeBy: link.madeBy,
      invoices: link.invoices.map(({ id, number, summary, dueMinor, dueOn, currency }) => ({
        id,
        number,
        summary,
        due: formatMoney(dueMinor, currency),
        dueOn: formatDate(dueOn),
      })),
      moreInvoices: Math.max(0, count - link.invoices.length),
      mails: link.mails.map((mail) => ({ ...mail, at: at(mail.at) })),
      payments: link.payments.map(({ id, state, amountMinor, currency, at: when }) => ({
        id,
        state: paymentStateWords(state as PaymentState),
        amount: formatMoney(amountMinor, currency),
        at: at(when),
      })),
    },
    extend: link.state === 'revoked' ? null : range,
    mayChange: mayAct(actor.role, 'biller'),
    done: new URL(args.request.url).searchParams.get('done'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const linkId = args.params['id'] ?? '';
  if (!isId(linkId)) throw noSuchLink();
  const form = await args.request.formData();
  const because = { cause, now: new Date() };
  switch (form.get('intent')) {
    case 'copy': {
      const copied = await copyPaymentLink(actor, linkId, because);
      if (!copied.ok) return refused(copied.refusal);
      const url = linkUrl(copied.token);
      return data({ copy: { url, qr: qrPath(url) }, problem: null });
    }
    case 'mail': {
      const mailed = await mailPaymentLink(actor, { linkId }, because);
      return mailed.ok ? back(linkId, 'mailed') : refused(mailed.refusal);
    }
    case 'extend': {
      const extended = await extendPaymentLink(actor, { linkId, lastDay: formText(form, 'lastDay') }, because);
      return extended.ok ? back(linkId, 'extended') : refused(extended.refusal);
    }
    case 'revoke': {
      const revoked = await revokePaymentLink(actor, linkId, because);
      return revoked.ok ? back(linkId, 'revoked') : refused(revoked.refusal);
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

const back = (linkId: string, done: string) => redirect(`${paths.vendor.link(linkId)}?done=${done}`, 303);

function refused(refusal: Parameters<typeof linkRefusalWords>[0]) {
  if (refusal.kind === 'no-such-link') throw noSuchLink();
  return data({ copy: null, problem: linkRefusalWords(refusal) }, { status: 409 });
}

function noSuchLink(): Response {
  return new Response('There is no such payment link.', { status: 404, statusText: 'Not Found' });
}

export default function PaymentLink() {
  const answer = useActionData<typeof action>();
  return <LinkPage {...useLoaderData<typeof loader>()} copy={answer?.copy ?? null} problem={answer?.problem ?? null} />;
}
