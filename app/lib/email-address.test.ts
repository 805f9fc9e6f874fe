import { expect, test } from 'vitest';
import { emailAddress } from './email-address';

test('an address is kept in lower case', () => {
  expect(emailAddress('  Ada@Fabrikam.Example ')).toBe('ada@fabrikam.example');
});

test.each([
  '',
  'ada',
  'ada@',
  '@x.example',
  'a b@x.example',
  `${'a'.repeat(250)}@x.example`,
  null,
  undefined,
  {},
  'a@x.example\nBcc: b@x.example',
])('%j is no address', (text) => {
  expect(emailAddress(text)).toBeNull();
});
