import { PaymentStateTag } from '~/components/pay/payment-state-tag';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { methodName } from '~/domain/payment-methods/method-words';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';
import { Table } from '../../ui/table';
import type { ShownPayment } from './customer-page.types';

/** The latest payments, whatever became of them. */
export function CustomerPayments({ payments }: { payments: ShownPayment[] }) {
  if (payments.length === 0)
    return (
      <Card title="Payments">
        <p className="text-second">Nothing was paid yet.</p>
      </Card>
    );
  return (
    <Card title="Latest payments" flush>
      <Table caption="Payments, newest first">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col" className="max-md:hidden">
              Method
            </th>
            <th scope="col" className="max-sm:hidden">
              Receipt
            </th>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <tr key={payment.id}>
              <td>
                <span className="whitespace-nowrap">{payment.on}</span>
                <span className="text-small text-second block">{invoiceCount(payment.invoiceCount)}</span>
              </td>
              <td className="text-second whitespace-nowrap max-md:hidden">{howPaid(payment)}</td>
              <td className="text-second whitespace-nowrap tabular-nums max-sm:hidden">
                {payment.receiptNumber ?? '–'}
              </td>
              <td>
                <PaymentStateTag state={payment.state} />
              </td>
              <td className={`num ${payment.state === 'succeeded' ? 'font-semibold' : 'text-second'}`}>
                <Money amountMinor={payment.amountMinor} currency={payment.currency} />
                {payment.creditMinor > 0n && (
                  <span className="text-small text-second block font-normal">
                    + <Money amountMinor={payment.creditMinor} currency={payment.currency} /> credit
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function howPaid({ methodBrand, methodLast4, channel, amountMinor }: ShownPayment): string {
  if (methodBrand && methodLast4) return methodName({ brand: methodBrand, last4: methodLast4 });
  if (channel === 'outside') return 'outside the portal';
  return amountMinor === 0n ? 'credit on account' : 'card';
}
