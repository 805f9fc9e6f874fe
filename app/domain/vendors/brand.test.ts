import { expect, test } from 'vitest';
import { readBrand, type TypedBrand } from './brand';

const TYPED: TypedBrand = {
  name: ' Northwind  Hosting ',
  legalName: 'Northwind Hosting LLC',
  address: '1 Main Street\r\n\r\n  Albany, NY 12207 ',
  taxId: '',
  email: 'billing@northwind.example',
  brandColor: '#0D6B4D',
};

test('what was typed is tidied', () => {
  expect(readBrand(TYPED)).toEqual({
    ok: true,
    brand: {
      name: 'Northwind Hosting',
      legalName: 'Northwind Hosting LLC',
      addressLines: ['1 Main Street', 'Albany, NY 12207'],
      taxId: null,
      email: 'billing@northwind.example',
      brandColor: '#0d6b4d',
    },
  });
});

test.each([
  ['name', { name: '  ' }],
  ['name', { name: 'n'.repeat(61) }],
  ['legalName', { legalName: '' }],
  ['email', { email: 'nobody' }],
  ['address', { address: 'line\n'.repeat(7) }],
  ['address', { address: 'a'.repeat(81) }],
  ['brandColor', { brandColor: 'green' }],
  ['brandColor', { brandColor: '#fff' }],
])('%s is refused in words when it is %j', (about, change) => {
  expect(readBrand({ ...TYPED, ...change })).toMatchObject({ ok: false, refusal: { about } });
});
