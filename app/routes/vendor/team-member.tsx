import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { TeamMemberPage } from '~/components/vendor/team-member-page';
import { inviteAgain } from '~/domain/staff/invite-staff.server';
import { listStaff } from '~/domain/staff/list-staff.server';
import { manageWords, type ManageRefusal } from '~/domain/staff/manage-words';
import { changeRole, removeStaff } from '~/domain/staff/manage-staff.server';
import { formatInstant } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.member.name ?? 'Team'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'owner' });
  const { id } = args.params;
  const member = isId(id) ? (await listStaff(actor, new Date())).find((each) => each.id === id) : undefined;
  if (!member) throw noSuchPerson();
  const until = member.invitedUntil && formatInstant(member.invitedUntil, vendor.timeZone);
  return { member: { ...member, invitedUntil: until }, yourself: member.id === actor.staffId };
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { actor, cause } = await requireRecentFactor(args, form, { role: 'owner', doing: 'change who may do what' });
  const now = new Date();
  const staffId = isId(args.params['id']) ? args.params['id'] : '';
  if (staffId === '') throw noSuchPerson();
  const change = { staffId, cause, now };
  switch (form.get('intent')) {
    case 'role': {
      const changed = await changeRole(actor, { ...change, role: formText(form, 'role') });
      return changed.ok ? back('role') : refused(changed.refusal);
    }
    case 'remove': {
      const removed = await removeStaff(actor, change);
      return removed.ok ? back('removed') : refused(removed.refusal);
    }
    case 'invite': {
      const invited = await inviteAgain(actor, staffId, { cause, now });
      if (!invited.ok) throw noSuchPerson();
      return back('again');
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

const back = (done: string) => redirect(`${paths.vendor.team}?done=${done}`, 303);

function refused(refusal: ManageRefusal) {
  if (refusal === 'no-such-staff') throw noSuchPerson();
  return data({ words: manageWords(refusal) }, { status: 409 });
}

function noSuchPerson(): Response {
  return new Response('There is no such person.', { status: 404, statusText: 'Not Found' });
}

export default function TeamMember() {
  return <TeamMemberPage {...useLoaderData<typeof loader>()} problem={useActionData<typeof action>()?.words ?? null} />;
}
