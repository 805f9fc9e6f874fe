import { paths } from '~/lib/paths';

/** Where mails land when no mail server is set up: demo and development only. */
export function OutboxHint() {
  return (
    <p>
      This installation keeps its mails in the{' '}
      <a
        href={paths.outbox}
        target="_blank"
        rel="noreferrer"
        className="rounded-small text-green font-semibold underline underline-offset-2"
      >
        outbox
      </a>
      .
    </p>
  );
}
