import { northwind } from './northwind';

/**
 * How the demo's staff sign in. Known to everybody who reads this, so it is good only where the gateway is the
 * sandbox: with real keys these people are refused.
 */
export const demoStaff = {
  vendorId: northwind.id,
  password: 'forty-eight harbor street',
  /** What the authenticator app of each of them holds. */
  authenticator: 'NORTHWINDDEMOQUITTANCE2345672345',
} as const;

export const staffSignIns = [
  { email: 'nora@northwind.example', note: 'owner: everything, and who works here' },
  { email: 'ben@northwind.example', note: 'biller: bills and charges' },
  { email: 'vera@northwind.example', note: 'viewer: may only look' },
] as const;
