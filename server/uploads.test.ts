import { expect, test } from 'vitest';
import { MOST_FILE_BYTES } from '../app/domain/customer-imports/read-customer-file.server';
import { uploadLimit } from './uploads';

test('files are taken where a page takes them, with scripts or without, and nowhere else', () => {
  expect(uploadLimit('/vendor/settings/brand')).toBe(300 * 1024);
  expect(uploadLimit('/vendor/settings/brand.data')).toBe(300 * 1024);
  expect(uploadLimit('/vendor/customers/import')).toBeGreaterThan(MOST_FILE_BYTES);
  expect(uploadLimit('/vendor/invoices/019ac0de-0000-7000-8000-000000000000')).toBe(16 * 1024 * 1024);
  expect(uploadLimit('/vendor/invoices/new')).toBeNull();
  expect(uploadLimit('/pay')).toBeNull();
  expect(uploadLimit('/vendor/settings/brand/more')).toBeNull();
});
