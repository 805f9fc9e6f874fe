import { Form, useNavigation } from '@remix-run/react';
import type { ListedStaff } from '~/domain/staff/list-staff.server';
import { staffRoles } from '~/domain/staff/staff-role';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';
import { ROLE_WORDS } from './team-page';

type Member = Pick<ListedStaff, 'id' | 'name' | 'email' | 'role' | 'state'> & { invitedUntil: string | null };

export function TeamMemberPage({
  member,
  yourself,
  problem,
}: {
  member: Member;
  yourself: boolean;
  problem: string | null;
}) {
  const doing = useNavigation().formData?.get('intent');
  return (
    <div className="max-w-[760px]">
      <PageTitle title={member.name} subtitle={member.email} back={{ to: paths.vendor.team, label: 'Team' }} />
      {problem && (
        <Banner tone="red" title="Nothing was changed" className="mb-4">
          {problem}
        </Banner>
      )}
      {member.state !== 'active' && (
        <Card title="Invitation" className="mb-4">
          <p>
            {member.state === 'invited'
              ? `They have not set up their sign-in yet. The link works until ${member.invitedUntil}.`
              : 'The link they were given no longer works, and they have not set up their sign-in.'}
          </p>
          <Form method="post" className="mt-4">
            <Button name="intent" value="invite" pending={doing === 'invite'}>
              Send another invitation
            </Button>
          </Form>
        </Card>
      )}
      <Card title="What they may do">
        <Form method="post">
          <input type="hidden" name="intent" value="role" />
          <fieldset className="flex flex-col gap-2.5" aria-label="Role">
            {staffRoles.map((role) => (
              <label key={role} className="flex min-h-6 items-start gap-3">
                <input
                  type="radio"
                  name="role"
                  value={role}
                  defaultChecked={role === member.role}
                  className="check mt-[3px]"
                />
                {ROLE_WORDS[role]}
              </label>
            ))}
          </fieldset>
          <p className="text-small text-second mt-3">
            With another role {yourself ? 'you are' : 'they are'} signed out at once, and {yourself ? 'you' : 'they'}{' '}
            sign in again.
          </p>
          <Button variant="primary" className="mt-4" pending={doing === 'role'}>
            Change the role
          </Button>
        </Form>
      </Card>
      <Card title={member.state === 'active' ? 'Remove from the desk' : 'Take the invitation back'} className="mt-4">
        {yourself ? (
          <p className="text-second">You cannot remove yourself. Another owner can.</p>
        ) : (
          <>
            <p>
              {member.name} is out at once, in every browser, and cannot come back without a new invitation. What they
              did stays in the history under their name.
            </p>
            <Form method="post" className="mt-4">
              <Button variant="danger" name="intent" value="remove" pending={doing === 'remove'}>
                Remove {member.name}
              </Button>
            </Form>
          </>
        )}
      </Card>
    </div>
  );
}
