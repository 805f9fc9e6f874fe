import { expect, test } from 'vitest';
import { emailAddress, typedCode } from './typed-input';

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

test.each(['123456', ' 123456 ', '123 456', '123-456'])('%j is the code 123456', (text) => {
  expect(typedCode(text)).toBe('123456');
});

test.each(['', '12345', '1234567', '12345a', '١٢٣٤٥٦', null, undefined])('%j is no code', (text) => {
  expect(typedCode(text)).toBeNull();
});
