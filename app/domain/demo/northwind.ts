import { demoId } from './demo-id';

/** The demo's vendor, its people, and the customers' people. Names one can remember; nobody real. */
export const northwind = {
  id: demoId('vendor northwind'),
  slug: 'northwind',
  name: 'Northwind Hosting',
  legalName: 'Northwind Hosting LLC',
  addressLines: ['48 Harbor Street', 'Albany, NY 12207', 'United States'],
  taxId: 'US 14-6032951',
  email: 'billing@northwind.example',
  timeZone: 'America/New_York',
  sepaCreditorId: 'DE98ZZZ09999999999',
} as const;

export const staff = [
  { email: 'nora@northwind.example', name: 'Nora Lindqvist', role: 'owner' },
  { email: 'ben@northwind.example', name: 'Ben Okafor', role: 'biller' },
  { email: 'vera@northwind.example', name: 'Vera Santos', role: 'viewer' },
] as const;

const customer = (number: string, name: string, addressLines: string[]) => ({
  id: demoId(`customer ${number}`),
  number,
  name,
  addressLines,
});

export const fabrikam = customer('C-1001', 'Fabrikam Inc.', ['12 Foundry Lane', 'Buffalo, NY 14203', 'United States']);
export const tailspin = customer('C-1002', 'Tailspin Toys', ['7 Propeller Way', 'Dayton, OH 45402', 'United States']);
export const adventureWorks = customer('C-1003', 'Adventure Works', [
  '90 Summit Road',
  'Boulder, CO 80302',
  'United States',
]);
export const contoso = customer('C-1004', 'Contoso Ltd.', ['1 Market Square', 'Portland, ME 04101', 'United States']);
export const wideWorld = customer('C-1005', 'Wide World Importers', [
  '300 Pier Nine',
  'Baltimore, MD 21230',
  'United States',
]);
export const litware = customer('C-1006', 'Litware Studio', ['5 Canvas Court', 'Austin, TX 78701', 'United States']);
export const proseware = customer('C-1007', 'Proseware', ['21 Letter Row', 'Rochester, NY 14604', 'United States']);
export const woodgrove = customer('C-1008', 'Woodgrove Savings', [
  '88 Elm Street',
  'Hartford, CT 06103',
  'United States',
]);
export const fourthCoffee = customer('C-1009', 'Fourth Coffee', ['16 Bean Street', 'Troy, NY 12180', 'United States']);
export const treyResearch = customer('C-1010', 'Trey Research', ['9 Beaker Yard', 'Ithaca, NY 14850', 'United States']);

export const customers = [
  fabrikam,
  tailspin,
  adventureWorks,
  contoso,
  wideWorld,
  litware,
  proseware,
  woodgrove,
  fourthCoffee,
  treyResearch,
];

/** One row per person and customer; Grace keeps the books of two. */
export const contacts = [
  { email: 'ada@fabrikam.example', name: 'Ada Lovelace', customer: fabrikam, role: 'payer' },
  { email: 'charles@fabrikam.example', name: 'Charles Babbage', customer: fabrikam, role: 'viewer' },
  { email: 'amelia@tailspin.example', name: 'Amelia Earhart', customer: tailspin, role: 'payer' },
  { email: 'grace@bookkeepers.example', name: 'Grace Hopper', customer: tailspin, role: 'payer' },
  { email: 'grace@bookkeepers.example', name: 'Grace Hopper', customer: adventureWorks, role: 'payer' },
  { email: 'marie@contoso.example', name: 'Marie Curie', customer: contoso, role: 'payer' },
  { email: 'marco@wideworld.example', name: 'Marco Polo', customer: wideWorld, role: 'payer' },
  { email: 'lise@litware.example', name: 'Lise Meitner', customer: litware, role: 'payer' },
  { email: 'mary@proseware.example', name: 'Mary Shelley', customer: proseware, role: 'payer' },
  { email: 'emmy@woodgrove.example', name: 'Emmy Noether', customer: woodgrove, role: 'payer' },
  { email: 'omar@fourthcoffee.example', name: 'Omar Khayyam', customer: fourthCoffee, role: 'payer' },
  { email: 'rosalind@treyresearch.example', name: 'Rosalind Franklin', customer: treyResearch, role: 'payer' },
] as const;

export type DemoSignIn = { email: string; note: string };

/** Who to sign in as, and what they see. */
export const signIns: readonly DemoSignIn[] = [
  {
    email: 'ada@fabrikam.example',
    note: 'Fabrikam Inc.: 12 open invoices in dollars, 3 in euros; cards that pay (4242), decline (0341), ask for 3-D Secure (3220)',
  },
  { email: 'charles@fabrikam.example', note: 'Fabrikam Inc. too, but may only look' },
  { email: 'grace@bookkeepers.example', note: 'belongs to two customers: Tailspin Toys and Adventure Works' },
  { email: 'amelia@tailspin.example', note: 'Tailspin Toys: invoices in flight (a bank debit), disputed, void, paid' },
  { email: 'marie@contoso.example', note: 'Contoso Ltd.: 1,000 open invoices' },
  { email: 'marco@wideworld.example', note: 'Wide World Importers: 10,000 open invoices' },
  { email: 'lise@litware.example', note: 'Litware Studio: new, nothing to pay yet' },
];
