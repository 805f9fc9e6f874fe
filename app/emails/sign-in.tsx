import type { Language } from '~/lib/languages/language';
import { MailButton, MailCode, MailFrame, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';
import { signInMail } from './sign-in.words';

export type SignInEmailProps = {
  language: Language;
  /** Whom the person deals with: a vendor's name, or ours where it is several. */
  senderName: string;
  code: string;
  linkUrl: string;
  expiresInMinutes: number;
};

/** The mail that lets a person in: a code to type, or a link for the browser that asked. */
export async function signInEmail(props: SignInEmailProps): Promise<RenderedEmail> {
  // The code stays out of the subject: subjects are kept in logs and shown on locked screens.
  const subject = signInMail(props.language)('heading', { sender: props.senderName });
  return { subject, ...(await renderEmail(<SignInEmail {...props} />)) };
}

function SignInEmail({ language, senderName, code, linkUrl, expiresInMinutes: minutes }: SignInEmailProps) {
  const say = signInMail(language);
  return (
    <MailFrame
      language={language}
      preview={say('preview', { minutes })}
      heading={say('heading', { sender: senderName })}
      footer={say('footer')}
    >
      <MailText>{say('typeCode')}</MailText>
      <MailCode>{code}</MailCode>
      <MailText>{say('openLink')}</MailText>
      <MailButton href={linkUrl}>{say('continue')}</MailButton>
      <MailText quiet>{say('once', { minutes })}</MailText>
    </MailFrame>
  );
}
