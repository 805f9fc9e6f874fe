import { MailButton, MailCode, MailFrame, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type SignInEmailProps = {
  /** Whom the person deals with: a vendor's name, or ours where it is several. */
  senderName: string;
  code: string;
  linkUrl: string;
  expiresInMinutes: number;
};

/** The mail that lets a person in: a code to type, or a link for the browser that asked. */
export async function signInEmail(props: SignInEmailProps): Promise<RenderedEmail> {
  // The code stays out of the subject: subjects are kept in logs and shown on locked screens.
  const subject = `Sign in to ${props.senderName}`;
  return { subject, ...(await renderEmail(<SignInEmail {...props} />)) };
}

function SignInEmail({ senderName, code, linkUrl, expiresInMinutes }: SignInEmailProps) {
  return (
    <MailFrame
      preview={`Your code and link work for ${expiresInMinutes} minutes.`}
      heading={`Sign in to ${senderName}`}
      footer="You did not ask for this? Then do nothing: without the code or the link nobody gets in. Never pass the code on; nobody will ask you for it."
    >
      <MailText>Type this code on the page where you asked to sign in:</MailText>
      <MailCode>{code}</MailCode>
      <MailText>Or open this link in the same browser:</MailText>
      <MailButton href={linkUrl}>Continue to sign in</MailButton>
      <MailText quiet>Both work once, within {expiresInMinutes} minutes.</MailText>
    </MailFrame>
  );
}
