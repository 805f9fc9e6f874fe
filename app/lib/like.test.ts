import { expect, test } from 'vitest';
import { likeText } from './like';

test('the signs that LIKE gives a meaning lose it, the rest stays', () => {
  expect(likeText('50%_off\\ “now”')).toBe('50\\%\\_off\\\\ “now”');
});
