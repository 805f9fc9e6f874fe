import { Form, Link, useNavigation } from '@remix-run/react';
import type { InviteRefusal } from '~/domain/staff/invitation';
import type { ListedStaff } from '~/domain/staff/list-staff.server';
import { staffRoles } from '~/domain/staff/staff-role';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field, SelectField } from '../ui/field';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { Tag, type Tone } from '../ui/tag';

type Line = Omit<ListedStaff, 'lastSeenAt' | 'invitedUntil'> & {
  lastSeenAt: string | null;
  invitedUntil: string | null;
};

type TeamPageProps = {
  team: Line[];
  mayManage: boolean;
  ownId: string;
  done: string | null;
  /** What was typed, and what is wrong with it if something is. */
  refused: {
    about: InviteRefusal['kind'] | null;
    words: string | null;
    typed: { email: string; name: string; role: string };
  } | null;
};

const DONE: Record<string, string> = {
  invited: 'The invitation is on its way.',
  again: 'Another invitation is on its way. The earlier link no longer works.',
  role: 'The role was changed. Their sessions have ended: they sign in again.',
  removed: 'They no longer work here. Their sessions have ended.',
};

export const ROLE_WORDS: Record<ListedStaff['role'], string> = {
  owner: 'Owner: everything, and who works here',
  biller: 'Biller: bills, charges and refunds',
  viewer: 'Viewer: looks at everything',
};

export function TeamPage({ team, mayManage, ownId, done, refused }: TeamPageProps) {
  return (
    <>
      <PageTitle title="Team" back={{ to: paths.vendor.settings, label: 'Settings' }} />
      {done && DONE[done] && !refused && <Banner tone="green" title={DONE[done]} className="mb-4" />}
      <Card flush>
        <div className="overflow-x-auto">
          <Table caption="Who works here" className="team">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col" className="max-sm:hidden">
                  Last seen
                </th>
                {mayManage && (
                  <th scope="col">
                    <span className="sr-only">Change</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {team.map((each) => (
                <tr key={each.id}>
                  <td className="wrap-anywhere">
                    <span className="font-semibold">{each.name}</span>
                    {each.id === ownId && <span className="text-second"> (you)</span>}
                    <span className="text-small text-second block">{each.email}</span>
                  </td>
                  <td className="whitespace-nowrap">
                    {each.role} <StateTag {...each} />
                  </td>
                  <td className="text-second max-sm:hidden">{each.lastSeenAt ?? '–'}</td>
                  {mayManage && (
                    <td className="text-end">
                      <Link
                        to={paths.vendor.teamMember(each.id)}
                        aria-label={`Change ${each.name}`}
                        className="rounded-small text-green font-semibold"
                      >
                        Change
                      </Link>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </Card>
      {mayManage ? (
        <InviteForm refused={refused} />
      ) : (
        <p className="text-small text-second mt-4">Owners invite people and decide what they may do.</p>
      )}
    </>
  );
}

const STATES: Record<Exclude<Line['state'], 'active'>, { tone: Tone; words: string }> = {
  invited: { tone: 'blue', words: 'invited' },
  lapsed: { tone: 'amber', words: 'cannot sign in yet' },
};

function StateTag({ state, invitedUntil }: Line) {
  if (state === 'active') return null;
  const { tone, words } = STATES[state];
  return (
    <Tag tone={tone} title={invitedUntil && state === 'invited' ? `The link works until ${invitedUntil}` : undefined}>
      {words}
    </Tag>
  );
}

function InviteForm({ refused }: Pick<TeamPageProps, 'refused'>) {
  const pending = useNavigation().formMethod === 'POST';
  const errorOf = (kind: InviteRefusal['kind']) => (refused?.about === kind ? refused.words : null);
  return (
    <Card title="Invite somebody" className="mt-4 max-w-[760px]">
      <Form method="post" noValidate>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Name"
            name="name"
            autoComplete="off"
            maxLength={100}
            required
            defaultValue={refused?.typed.name}
            error={errorOf('no-name')}
          />
          <Field
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            required
            defaultValue={refused?.typed.email}
            error={errorOf('not-an-address') ?? errorOf('already-staff') ?? errorOf('works-elsewhere')}
          />
        </div>
        <div className="mt-4 flex flex-wrap items-end justify-between gap-4">
          <SelectField
            label="What they may do"
            name="role"
            defaultValue={refused?.typed.role || 'viewer'}
            error={errorOf('unknown-role')}
            className="min-w-[min(100%,300px)]"
          >
            {[...staffRoles].reverse().map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </SelectField>
          <Button variant="primary" pending={pending} className="min-h-10">
            {pending ? 'Inviting…' : 'Send invitation'}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
