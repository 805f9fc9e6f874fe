import { MailCode, MailFrame, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

/** The demo's stand-in for a phone: what the authenticator app would show. No other installation sends it. */
export async function demoCodeEmail(props: { name: string; code: string }): Promise<RenderedEmail> {
  return { subject: 'What your authenticator app would show', ...(await renderEmail(<DemoCodeEmail {...props} />)) };
}

function DemoCodeEmail({ name, code }: { name: string; code: string }) {
  return (
    <MailFrame
      preview="The code of this half minute."
      heading="What your authenticator app would show"
      footer="Only the demo sends this mail, because nobody has its phone. With real keys codes are never mailed."
    >
      <MailText>{name}, type this code where you sign in:</MailText>
      <MailCode>{code}</MailCode>
      <MailText quiet>It works once, and for about a minute. For a newer one, ask on that page.</MailText>
    </MailFrame>
  );
}
