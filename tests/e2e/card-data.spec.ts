import { expect, test } from './journey';
import { chooseNewCard, expectPaid, payButton } from './steps';

test('S51: what is typed into the card fields never reaches us', async ({ page, arrive, baseURL }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(baseURL ?? '')) sent.push(`${request.url()} ${request.postData() ?? ''}`);
  });
  await arrive({ invoices: [{ count: 1 }] });
  await page.goto('/pay?all=1');
  await chooseNewCard(page, 'fine');
  await payButton(page).click();
  await expectPaid(page);
  expect(
    sent.some((text) => text.includes('confirmationTokenId')),
    'the payment itself was seen',
  ).toBe(true);
  for (const text of sent) expect(text.replaceAll(/\D/g, '')).not.toContain('4242424242424242');
});
