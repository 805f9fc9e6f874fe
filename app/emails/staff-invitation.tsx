import { MailButton, MailFrame, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type StaffInvitationProps = {
  name: string;
  vendorName: string;
  invitedBy: string;
  role: string;
  linkUrl: string;
  days: number;
};

/** The mail that lets a new member of staff choose how they sign in. */
export async function staffInvitationEmail(props: StaffInvitationProps): Promise<RenderedEmail> {
  const subject = `${props.vendorName}: you are invited to the billing desk`;
  return { subject, ...(await renderEmail(<StaffInvitation {...props} />)) };
}

const MAY: Record<string, string> = {
  owner: 'As an owner you may do everything, and decide who else works here.',
  biller: 'As a biller you bill, charge and refund.',
  viewer: 'As a viewer you may look at everything.',
};

function StaffInvitation({ name, vendorName, invitedBy, role, linkUrl, days }: StaffInvitationProps) {
  return (
    <MailFrame
      preview={`${invitedBy} invites you. The link works for ${days} days.`}
      heading={`Work at the desk of ${vendorName}`}
      footer="You know nobody there? Then do nothing: without the link nobody gets in. Never pass it on."
    >
      <MailText>
        {name}, {invitedBy} invites you to the place where {vendorName} bills its customers and collects what they owe.{' '}
        {MAY[role]}
      </MailText>
      <MailText>Choose a password and set up your authenticator app; have your phone with you.</MailText>
      <MailButton href={linkUrl}>Set up your sign-in</MailButton>
      <MailText quiet>The link works once, within {days} days.</MailText>
    </MailFrame>
  );
}
