import { paths } from '~/lib/paths';
import { useRichWords, useWords } from './language';
import { signInWords } from './sign-in.words';

/** Where mails land when no mail server is set up: demo and development only. */
export function OutboxHint() {
  const say = useWords(signInWords);
  const rich = useRichWords(signInWords);
  const link = (
    <a
      href={paths.outbox}
      target="_blank"
      rel="noreferrer"
      className="rounded-small text-green font-semibold underline underline-offset-2"
    >
      {say('outboxName')}
    </a>
  );
  return <p>{rich('outbox', { outbox: link })}</p>;
}
