import { expect, test } from 'vitest';
import { checkContact, checkCustomer } from './customer-fields';

const customer = { number: 'C-1', name: 'Coho Winery', address: '', taxId: '', language: '' };
const contact = { contactName: 'Ada', email: 'ada@coho.example', role: 'payer' };

test('what is typed is kept trimmed, an address by its lines', () => {
  expect(
    checkCustomer({
      number: ' C-1 ',
      name: ' Coho ',
      address: '1 Main St\r\n\r\n Boston ',
      taxId: ' US-1 ',
      language: 'de',
    }),
  ).toEqual({
    ok: true,
    details: { number: 'C-1', name: 'Coho', addressLines: ['1 Main St', 'Boston'], taxId: 'US-1', language: 'de' },
  });
  expect(checkCustomer(customer)).toMatchObject({ details: { addressLines: [], taxId: null, language: null } });
  expect(checkCustomer({ ...customer, name: '=HYPERLINK("http://x")' }).ok).toBe(true);
});

test('every broken field is named', () => {
  const broken = checkCustomer({
    number: '',
    name: 'x'.repeat(121),
    address: 'a\n'.repeat(7),
    taxId: 'a\tb',
    language: 'tlh',
  });
  expect(broken).toMatchObject({ ok: false });
  expect(Object.keys(broken.ok ? {} : broken.problems).sort()).toEqual([
    'address',
    'language',
    'name',
    'number',
    'taxId',
  ]);
  expect(checkCustomer({ ...customer, address: 'y'.repeat(101) })).toMatchObject({ ok: false });
  expect(checkContact({ contactName: 'x'.repeat(101), email: 'nobody', role: 'owner' })).toMatchObject({
    problems: { contactName: /Shorten/, email: /whole/, role: /Choose/ },
  });
});

test('a language goes by its code, its own name and its English one', () => {
  for (const language of ['de', 'Deutsch', ' german '])
    expect(checkCustomer({ ...customer, language })).toMatchObject({ details: { language: 'de' } });
  for (const language of ['ar', 'العربية', 'ARABIC'])
    expect(checkCustomer({ ...customer, language })).toMatchObject({ details: { language: 'ar' } });
});

test('a contact is called by their address where no name is typed, and addresses are lower case', () => {
  expect(checkContact(contact)).toEqual({
    ok: true,
    contact: { name: 'Ada', email: 'ada@coho.example', role: 'payer' },
  });
  expect(checkContact({ ...contact, contactName: ' ', email: ' ADA@Coho.example ' })).toMatchObject({
    contact: { name: 'ada@coho.example', email: 'ada@coho.example' },
  });
});
