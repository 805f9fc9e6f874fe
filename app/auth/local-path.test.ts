import { expect, test } from 'vitest';
import { localPath, pageOf, withTo } from './local-path';

test.each(['/pay', '/invoices/019?page=2#lines', '/invoices?search=a%20b', '/'])('%s is a place of ours', (to) => {
  expect(localPath(to, '/invoices')).toBe(to);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/pay\\..\\..',
  'javascript:alert(1)',
  'pay',
  '',
  ' /pay',
  '/\n/evil.example',
  '/\t/evil.example',
  null,
  undefined,
  42,
  `/${'a'.repeat(2000)}`,
])('%j is not', (to) => {
  expect(localPath(to, '/invoices')).toBe('/invoices');
});

test('dots do not climb out to another host', () => {
  expect(localPath('/..//evil.example/', '/invoices')).toBe('/invoices');
  expect(localPath('/pay/../..//evil.example/', '/invoices')).toBe('/invoices');
});

test('the way back is carried only where there is one', () => {
  expect(withTo('/sign-in', '/pay?all=1')).toBe('/sign-in?to=%2Fpay%3Fall%3D1');
  expect(withTo('/sign-in', '//evil.example')).toBe('/sign-in');
  expect(withTo('/sign-in', null)).toBe('/sign-in');
});

test('a page is named as the browser shows it', () => {
  expect(pageOf('http://localhost:3000/invoices.data?page=2&_routes=x')).toBe('/invoices?page=2');
  expect(pageOf('http://localhost:3000/_root.data')).toBe('/');
  expect(pageOf('http://localhost:3000/pay?all=1')).toBe('/pay?all=1');
});
