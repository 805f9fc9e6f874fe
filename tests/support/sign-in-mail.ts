import { db, Prisma } from '~/lib/db.server';

/** The sign-in mail that an address was sent last, as the jobs write and send it, or null when none was. */
export async function sendSignInMail(
  email: string,
  now: Date,
): Promise<{ code: string; token: string; link: string; text: string } | null> {
  const { sendSignIn } = await import('~/auth/send-sign-in.server');
  const { sendMail } = await import('~/domain/mail/send-mail.server');
  const { readOutboxMail } = await import('~/gateways/outbox.server');
  const payload = await signInJob(email);
  await sendSignIn({ ...payload, now });
  const mail = await db.outgoingMail.findUnique({ where: { dedupeKey: `sign-in:${payload.requestId}` } });
  if (!mail) return null;
  await sendMail({
    mailId: mail.id,
    now,
    renderReceipt: () => Promise.reject(new Error('a sign-in mail has no receipt')),
  });
  const text = (await readOutboxMail(mail.id))?.text ?? '';
  const link = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
  return {
    text,
    link,
    code: /^\d{6}$/m.exec(text)?.[0] ?? '',
    token: /\/sign-in\/link\/([\w-]{43})/.exec(link)?.[1] ?? '',
  };
}

/** What the waiting job of the newest request for this address is told. */
export async function signInJob(email: string): Promise<{ requestId: string; sealed: string }> {
  const [job] = await db.$queryRaw<{ payload: { requestId: string; sealed: string } }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j
    JOIN sign_in_requests r ON r.id::text = j.payload ->> 'requestId'
    WHERE r.email = ${email} ORDER BY r.id DESC LIMIT 1`;
  if (!job) throw new Error(`nobody asked to sign in as ${email}`);
  return job.payload;
}

/** Every row of every table as text: what somebody with a dump of the database has. */
export async function dumpDatabase(): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'graphile_worker') ORDER BY 1`;
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await db.$queryRaw<{ row: string }[]>(Prisma.raw(`SELECT t::text AS row FROM ${name} t ORDER BY 1`));
      return [name, ...rows.map(({ row }) => row)].join('\n');
    }),
  );
  return dumps.join('\n');
}
