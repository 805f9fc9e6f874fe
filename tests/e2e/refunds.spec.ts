import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, test } from './journey';
import { expectPaid, heading, mailNumber, payButton } from './steps';

test('a payment that is given back in part: told on the payment, its receipt, the invoice, a document and the public check', async ({
  page,
  arrive,
}) => {
  const me = await arrive({ invoices: [{ count: 3 }], cards: ['pm_card_visa'] });
  await page.goto('/pay?currency=USD&all=1');
  await payButton(page).click();
  await expectPaid(page);
  const paymentId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  const { requestRefund } = await import('~/domain/refunds/request-refund.server');
  const what = { kind: 'amount' as const, amountMinor: 12_500n };
  const asked = { refundId: randomUUID(), paymentId, what, reason: 'One server was never delivered', cause: 'e2e' };
  const refunded = await requestRefund({ kind: 'system', name: 'e2e' }, asked, new Date());
  expect(refunded).toMatchObject({ ok: true, refund: { state: 'succeeded' } });

  await page.goto(`/payments/${paymentId}`);
  await expect(heading(page, 'Paid. $125.00 is still open on these invoices.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Since then' })).toContainText('$175.00');
  await expectAccessible(page);

  await page.getByRole('link', { name: /^Refund RF-/ }).click();
  await expect(heading(page, /^Refund RF-/)).toBeVisible();
  await expect(page.getByText('One server was never delivered')).toBeVisible();
  await expectAccessible(page);
  const pdf = await page.request.get(`${new URL(page.url()).pathname}.pdf`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');

  await page.getByRole('link', { name: /^See receipt R-/ }).click();
  await expect(heading(page, /^Receipt R-/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Since this receipt' })).toContainText('−$125.00');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'open its check page' }).click();
  await expect(heading(page, 'This receipt is genuine.')).toBeVisible();
  await expect(page.getByText('Since it was issued')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/invoices/${me.invoices[2]?.id}`);
  await expect(page.getByRole('link', { name: /^Refund RF-/ })).toBeVisible();
  await expectAccessible(page);

  const mail = await mailNumber(page, me.email, 2);
  expect(mail.subject).toMatch(/^Refund RF-\d{4}-000001: \$125\.00 from /);
  expect(mail.attachments).toHaveLength(1);
});
