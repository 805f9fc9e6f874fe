import { expect, it } from 'vitest';
import { attachment } from './attachment';

it('is saved under its name, whatever that name holds, and kept nowhere', async () => {
  const file = { filename: 'INV/10"42\r\nx: ěš\'.pdf', content: Buffer.from('%PDF'), type: 'application/pdf' };
  const response = attachment(file);
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="INV-10-42-x- -.pdf"; filename*=UTF-8''INV%2F10%2242%0D%0Ax%3A%20%C4%9B%C5%A1%27.pdf`,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('%PDF');
});
