import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { formatQuantity, formatRate } from '~/domain/invoices/line-words';
import { formatMoney, type Currency } from '~/lib/money';
import { Card } from '../ui/card';
import { Table } from '../ui/table';

/** What was delivered, line by line, down to the total. */
export function InvoiceLines({
  invoice,
}: {
  invoice: Pick<InvoiceDetail, 'lines' | 'currency' | 'taxMinor' | 'totalMinor'>;
}) {
  const { lines, currency, taxMinor, totalMinor } = invoice;
  return (
    <Card title="What it is for" flush>
      {lines.length > 0 && (
        <Table caption="Lines of the invoice">
          <thead>
            <tr>
              <th scope="col">Description</th>
              <th scope="col" className="num max-sm:hidden">
                Quantity
              </th>
              <th scope="col" className="num max-sm:hidden">
                Unit price
              </th>
              {taxMinor > 0n && (
                <th scope="col" className="num max-sm:hidden">
                  Tax
                </th>
              )}
              <th scope="col" className="num">
                Net
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.position}>
                <td className="wrap-anywhere">
                  {line.description}
                  <p className="text-small text-second sm:hidden">
                    {formatQuantity(line.quantityMilli)} × {formatMoney(line.unitPriceMinor, currency)}
                    {line.taxRateBp > 0 && ` + ${formatRate(line.taxRateBp)} tax`}
                  </p>
                </td>
                <td className="num text-second max-sm:hidden">{formatQuantity(line.quantityMilli)}</td>
                <td className="num text-second max-sm:hidden">{formatMoney(line.unitPriceMinor, currency)}</td>
                {taxMinor > 0n && (
                  <td className="num text-second max-sm:hidden">
                    {line.taxRateBp === 0 ? '–' : formatRate(line.taxRateBp)}
                  </td>
                )}
                <td className="num">{formatMoney(line.netMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <dl className="border-line border-t px-5 py-3">
        {taxMinor > 0n && (
          <>
            <Sum label="Net" minor={totalMinor - taxMinor} currency={currency} />
            <Sum label="Tax" minor={taxMinor} currency={currency} />
          </>
        )}
        <Sum label="Total" minor={totalMinor} currency={currency} strong />
      </dl>
    </Card>
  );
}

function Sum({
  label,
  minor,
  currency,
  strong = false,
}: {
  label: string;
  minor: bigint;
  currency: Currency;
  strong?: boolean;
}) {
  return (
    <div className={`flex justify-between gap-4 py-1 ${strong ? 'text-section font-bold' : 'text-second'}`}>
      <dt>{label}</dt>
      <dd className="num">{formatMoney(minor, currency)}</dd>
    </div>
  );
}
