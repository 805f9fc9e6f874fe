import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { TeamPage } from '~/components/vendor/team-page';
import { inviteWords } from '~/domain/staff/invitation';
import { inviteStaff } from '~/domain/staff/invite-staff.server';
import { listStaff } from '~/domain/staff/list-staff.server';
import { formatInstant } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Team · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const at = (instant: Date | null) => instant && formatInstant(instant, vendor.timeZone);
  const team = await listStaff(actor, new Date());
  return {
    team: team.map((each) => ({ ...each, lastSeenAt: at(each.lastSeenAt), invitedUntil: at(each.invitedUntil) })),
    mayManage: mayAct(actor.role, 'owner'),
    ownId: actor.staffId,
    done: new URL(args.request.url).searchParams.get('done'),
  };
}

/** Inviting somebody: they choose themselves how they sign in. */
export async function action(args: ActionFunctionArgs) {
  await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  const typed = { email: formText(form, 'email'), name: formText(form, 'name'), role: formText(form, 'role') };
  if (leftStepUp(form)) return { about: null, words: null, typed };
  const { actor, cause } = await requireRecentFactor(args, form, { role: 'owner', doing: 'invite somebody' });
  const invited = await inviteStaff(actor, typed, { cause, now: new Date() });
  if (!invited.ok)
    return data({ about: invited.refusal.kind, words: inviteWords(invited.refusal), typed }, { status: 422 });
  return redirect(`${paths.vendor.team}?done=invited`, 303);
}

export default function Team() {
  return <TeamPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
