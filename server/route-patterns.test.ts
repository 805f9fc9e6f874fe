import { expect, it } from 'vitest';
import { routeNamer } from './route-patterns';

const name = routeNamer({
  root: { path: '' },
  'routes/home': { parentId: 'root' },
  'routes/portal/layout': { parentId: 'root' },
  'routes/portal/invoices': { path: 'invoices', parentId: 'routes/portal/layout' },
  'routes/portal/invoice': { path: 'invoices/:id', parentId: 'routes/portal/layout' },
  'routes/portal/invoice-pdf': { path: 'invoices/:id/pdf', parentId: 'root' },
  'routes/portal/invoices-csv': { path: 'invoices.csv', parentId: 'root' },
  'routes/auth/link': { path: 'sign-in/link/:token', parentId: 'root' },
  'routes/not-found': { path: '*', parentId: 'root' },
});

it.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/invoices', '/invoices'],
  ['/invoices.data', '/invoices'],
  ['/invoices.csv', '/invoices.csv'],
  ['/invoices/019a', '/invoices/:id'],
  ['/invoices/019a.data', '/invoices/:id'],
  ['/invoices/019a/pdf', '/invoices/:id/pdf'],
  ['/sign-in/link/hX9-secret', '/sign-in/link/:token'],
  ['/nothing/here', 'other'],
])('%s is %s', (path, pattern) => expect(name(path)).toBe(pattern));
