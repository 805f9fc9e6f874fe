import { SMTPServer } from 'smtp-server';

/**
 * What a mail server may do to us: take mails; say "later" or "never" to every address; read a mail and break the
 * line without a word; take so long that it seems to be dead; not be there at all.
 */
export type MailConduct = 'takes' | 'later' | 'breaks-off' | 'slow' | 'away';

export type MailServer = {
  port: number;
  /** Mails it said yes to, by message-id. */
  taken: string[];
  /** Mails it read and broke off. */
  brokenOff: string[];
  /** Lines that are waiting for the yes of a slow server. */
  waiting: () => number;
  behave(conduct: MailConduct): Promise<void>;
  close(): Promise<void>;
};

/** Longer than the impatient wait, shorter than the standard asks to. */
const SLOW_MS = 25_000;

/** A mail server of one's own that fails as told; `never` is an address it refuses for good. */
export async function openMailServer({ never }: { never: string }): Promise<MailServer> {
  let conduct: MailConduct = 'takes';
  let waiting = 0;
  const taken: string[] = [];
  const brokenOff: string[] = [];
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo({ address }, _session, done) {
        if (address === never) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
        return done(conduct === 'later' ? Object.assign(new Error('busy'), { responseCode: 451 }) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const messageId = /^message-id: (.*)$/im.exec(Buffer.concat(chunks).toString('utf8'))?.[1]?.trim() ?? '';
          if (conduct === 'breaks-off') {
            brokenOff.push(messageId);
            return void breakLine(session.id);
          }
          const take = () => {
            taken.push(messageId);
            done();
          };
          if (conduct !== 'slow') return take();
          waiting += 1;
          setTimeout(() => {
            waiting -= 1;
            take();
          }, SLOW_MS);
        });
      },
    });
  let server = make();
  const breakLine = (id: string) => {
    for (const connection of server.connections) {
      const { id: own, _socket: socket } = connection as unknown as { id: string; _socket: { destroy(): void } };
      if (own === id) socket.destroy();
    }
  };
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      const listener = server.listen(port, '127.0.0.1', () => resolve((listener.address() as { port: number }).port));
    });
  const close = () => new Promise<void>((closed) => server.close(closed));
  const port = await listen(0);
  return {
    port,
    taken,
    brokenOff,
    waiting: () => waiting,
    async behave(next) {
      if (conduct === 'away' && next !== 'away') {
        server = make();
        await listen(port);
      }
      if (conduct !== 'away' && next === 'away') await close();
      conduct = next;
    },
    close: async () => (conduct === 'away' ? undefined : close()),
  };
}
