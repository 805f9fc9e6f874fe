import { paths } from '~/lib/paths';

/** The pages of the settings, as their front page lists them. A page that is added adds its line here. */
export const SETTINGS_PAGES: readonly { to: string; label: string; about: string }[] = [
  {
    to: paths.vendor.ownAccess,
    label: 'Your sign-in',
    about: 'Password, authenticator, passkeys, where you are signed in',
  },
  { to: paths.vendor.team, label: 'Team', about: 'Who works here, and what they may do' },
];
