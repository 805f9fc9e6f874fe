import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { MailPage } from '~/components/vendor/mails/mail-page';
import { loadMail } from '~/domain/mail/list-mails.server';
import { AGAIN_PER_ADDRESS, sendMailAgain, type SendAgainRefusal } from '~/domain/mail/send-mail-again.server';
import { mailPaymentLink } from '~/domain/payment-links/hand-out-links.server';
import { linkRefusalWords } from '~/domain/payment-links/link-words';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { countAgainst } from '~/lib/rate-limit.server';
import { waitWords } from '~/lib/wait-words';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.mail.subject : 'No such page'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const mail = await loadMail(actor, args.params['id'] ?? '', new Date());
  if (!mail) throw noSuchMail();
  return {
    mail,
    againId: newId(),
    timeZone: vendor.timeZone,
    mayChange: mayAct(actor.role, 'biller'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

/** What was sent or given up goes to the same address once more; of a payment link that works another copy does. */
export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const mailId = args.params['id'] ?? '';
  const form = await args.request.formData();
  if (form.get('intent') !== 'send-again') throw new Response(null, { status: 400 });
  const now = new Date();
  const mail = await loadMail(actor, mailId, now);
  if (!mail) throw noSuchMail();
  const againId = formText(form, 'id');
  if (!isId(againId)) throw new Response(null, { status: 400 });
  if (mail.again.kind === 'link') {
    const allowed = await countAgainst(AGAIN_PER_ADDRESS, `${actor.vendorId} ${mail.to.toLowerCase()}`);
    if (!allowed.ok) return refused(allowed.refusal);
    const copy = { linkId: mail.again.linkId, address: mail.to, mark: againId };
    const mailed = await mailPaymentLink(actor, copy, { cause, now });
    if (mailed.ok) return redirect(`${paths.vendor.link(mail.again.linkId)}?done=mailed`, 303);
    return data({ problem: linkRefusalWords(mailed.refusal) }, { status: 409 });
  }
  const sent = await sendMailAgain(actor, { mailId, againId }, { cause, now });
  if (sent.ok) return redirect(`${paths.vendor.mail(sent.mailId)}?done`, 303);
  return refused(sent.refusal);
}

function refused(refusal: SendAgainRefusal) {
  switch (refusal.kind) {
    case 'no-such-mail':
      throw noSuchMail();
    case 'not-allowed':
      throw new Response(null, { status: 403, statusText: 'Forbidden' });
    case 'on-its-way':
      return data({ problem: 'This mail is on its way; nothing was sent twice.' }, { status: 409 });
    case 'out-of-date':
      return data({ problem: 'It told of a charge to come, which may have changed since.' }, { status: 409 });
    case 'contact-removed':
      return data({ problem: 'It went to a contact who was removed since; nothing was sent.' }, { status: 409 });
    case 'nothing-kept':
      return data(
        { problem: 'Nothing is kept of a mail that lets its reader in. Make and mail a new one.' },
        { status: 409 },
      );
    case 'too-many': {
      const wait = refusal.retryAfterSeconds;
      const problem = `Enough mails went to this address again for today. Wait ${waitWords(wait)}, then try again.`;
      return data({ problem }, { status: 429, headers: { 'Retry-After': String(wait) } });
    }
  }
}

function noSuchMail(): Response {
  return new Response('There is no such mail.', { status: 404, statusText: 'Not Found' });
}

export default function VendorMailPage() {
  return <MailPage {...useLoaderData<typeof loader>()} problem={useActionData<typeof action>()?.problem ?? null} />;
}
