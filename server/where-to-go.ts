import type { House } from './house';
import type { Settings } from './settings';

type SignIn = { email: string; note: string };
type Told = {
  settings: Settings;
  house: House;
  signIns: readonly SignIn[];
  staff: { password: string; signIns: readonly SignIn[] } | undefined;
  web: boolean;
  worker: boolean;
  gateway: string | undefined;
  databaseFolder: string | null;
  say: (line: string) => void;
};

/** The last lines of a start: what runs where, and how to get in. */
export function tellWhereToGo({
  settings,
  house,
  signIns,
  staff,
  web,
  worker,
  gateway,
  databaseFolder,
  say,
}: Told): void {
  const config = house.getConfig();
  const address = settings.env.APP_URL ?? `http://localhost:${settings.env.PORT}`;
  say('');
  if (web) say(`  Quittance      ${address}`);
  if (web && config.outbox) say(`  Outbox         ${address}/outbox   every mail lands here; so do sign-in codes`);
  if (gateway !== undefined) say(`  Sandbox        ${gateway}   the payment gateway; no real money moves`);
  if (databaseFolder !== null) say(`  Database       embedded PostgreSQL, in ${databaseFolder}`);
  if (!web) say('  Worker         runs jobs; it serves no pages');
  if (web && !worker) say('  Worker         none here (ROLE=web); start one with ROLE=worker');
  const list = (people: readonly SignIn[]) => {
    const width = Math.max(...people.map(({ email }) => email.length));
    for (const { email, note } of people) say(`    ${email.padEnd(width)}   ${note}`);
  };
  if (signIns.length > 0 && web) {
    say('');
    say(`  Sign in at ${address}/sign-in as`);
    list(signIns);
  }
  if (staff && web) {
    say('');
    say(`  The vendor's staff at ${address}/vendor/sign-in, password "${staff.password}"; the code is in the outbox`);
    list(staff.signIns);
  }
  say('');
  say(`Ready in ${(performance.now() / 1_000).toFixed(1)} s`);
}
