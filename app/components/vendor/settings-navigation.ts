import { paths } from '~/lib/paths';

/** The pages of the settings, as their front page lists them. A page that is added adds its line here. */
export const SETTINGS_PAGES: readonly { to: string; label: string; about: string }[] = [
  {
    to: paths.vendor.ownAccess,
    label: 'Your sign-in',
    about: 'Password, authenticator, passkeys, where you are signed in',
  },
  {
    to: paths.vendor.brand,
    label: 'Brand',
    about: 'Name, logo, colour, address, tax id',
  },
  {
    to: paths.vendor.paymentRules,
    label: 'Payments',
    about: 'Ways to pay, many invoices at once, parts, credit, when a code is asked for',
  },
  { to: paths.vendor.fees, label: 'Fees', about: 'What customers pay on top' },
  {
    to: paths.vendor.invoiceSettings,
    label: 'Invoices and mails',
    about: 'Numbers, time zone, language, and the name mails come from',
  },
  { to: paths.vendor.team, label: 'Team', about: 'Who works here, and what they may do' },
];
