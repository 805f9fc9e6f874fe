import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { MailPage } from '~/components/vendor/mails/mail-page';
import { loadMail } from '~/domain/mail/list-mails.server';
import { sendMailAgain, type SendAgainRefusal } from '~/domain/mail/send-mail-again.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.mail.subject : 'No such page'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const mail = await loadMail(actor, args.params['id'] ?? '');
  if (!mail) throw noSuchMail();
  return {
    mail,
    timeZone: vendor.timeZone,
    mayChange: mayAct(actor.role, 'biller'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

const WORDS: Record<Exclude<SendAgainRefusal['kind'], 'no-such-mail'>, string> = {
  'not-failed': 'This mail is on its way or sent already; nothing was sent twice.',
  'nothing-kept': 'Nothing is kept of a mail that lets its reader in. Make and mail a new one.',
};

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const mailId = args.params['id'] ?? '';
  if ((await args.request.formData()).get('intent') !== 'send-again') throw new Response(null, { status: 400 });
  const sent = await sendMailAgain(actor, mailId, { cause });
  if (sent.ok) return redirect(`${paths.vendor.mail(mailId)}?done`, 303);
  const { kind } = sent.refusal;
  if (kind === 'no-such-mail') throw noSuchMail();
  return data({ problem: WORDS[kind] }, { status: 409 });
}

function noSuchMail(): Response {
  return new Response('There is no such mail.', { status: 404, statusText: 'Not Found' });
}

export default function VendorMailPage() {
  return <MailPage {...useLoaderData<typeof loader>()} problem={useActionData<typeof action>()?.problem ?? null} />;
}
