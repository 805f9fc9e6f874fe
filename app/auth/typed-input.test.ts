import { expect, test } from 'vitest';
import { typedCode } from './typed-input';

test.each(['123456', ' 123456 ', '123 456', '123-456', '١٢٣٤٥٦', '۱۲۳ ۴۵۶', '\u2068123456\u2069'])(
  '%j is the code 123456',
  (text) => {
    expect(typedCode(text)).toBe('123456');
  },
);

test.each(['', '12345', '1234567', '12345a', '１２３４５６', null, undefined])('%j is no code', (text) => {
  expect(typedCode(text)).toBeNull();
});
