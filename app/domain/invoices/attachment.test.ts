import { expect, test } from 'vitest';
import { sizeWords } from './attachment';

test.each([
  [300, '1 kB', '1 kB', '1\u00a0ko'],
  [12_300, '12 kB', '12 kB', '12\u00a0ko'],
  [1_468_006, '1.4 MB', '1,4 MB', '1,4\u00a0Mo'],
  [5 * 1024 * 1024, '5.0 MB', '5,0 MB', '5,0\u00a0Mo'],
])('%d bytes are %j', (bytes, en, de, fr) => {
  expect([sizeWords(bytes), sizeWords(bytes, 'de'), sizeWords(bytes, 'fr')]).toEqual([en, de, fr]);
});
