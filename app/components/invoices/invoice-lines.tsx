import { useFormats, useLanguage, useWords } from '~/components/language';
import type { InvoiceDetail, InvoiceLine } from '~/domain/invoices/invoice-detail';
import { formatQuantity, formatRate } from '~/domain/invoices/line-words';
import type { Currency } from '~/lib/money';
import { Card } from '../ui/card';
import { Table } from '../ui/table';
import { invoiceLines } from './invoice-lines.words';

/** What was delivered, line by line, down to the total. */
export function InvoiceLines({
  invoice,
}: {
  invoice: Pick<InvoiceDetail, 'lines' | 'currency' | 'taxMinor' | 'totalMinor'>;
}) {
  const language = useLanguage();
  const say = useWords(invoiceLines);
  const { money } = useFormats();
  const { lines, currency, taxMinor, totalMinor } = invoice;
  const inShort = ({ quantityMilli, unitPriceMinor, taxRateBp }: InvoiceLine) => {
    const quantity = formatQuantity(quantityMilli, language);
    const price = money(unitPriceMinor, currency);
    const rate = formatRate(taxRateBp, language);
    return taxRateBp > 0 ? say('withTax', { quantity, price, rate }) : `${quantity} × ${price}`;
  };
  return (
    <Card title={say('title')} flush>
      {lines.length > 0 && (
        <Table caption={say('caption')}>
          <thead>
            <tr>
              <th scope="col">{say('description')}</th>
              <th scope="col" className="num max-sm:hidden">
                {say('quantity')}
              </th>
              <th scope="col" className="num max-sm:hidden">
                {say('unitPrice')}
              </th>
              {taxMinor > 0n && (
                <th scope="col" className="num max-sm:hidden">
                  {say('tax')}
                </th>
              )}
              <th scope="col" className="num">
                {say('net')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.position}>
                <td className="wrap-anywhere">
                  <bdi>{line.description}</bdi>
                  <p className="text-small text-second sm:hidden">{inShort(line)}</p>
                </td>
                <td className="num text-second max-sm:hidden">{formatQuantity(line.quantityMilli, language)}</td>
                <td className="num text-second max-sm:hidden">{money(line.unitPriceMinor, currency)}</td>
                {taxMinor > 0n && (
                  <td className="num text-second max-sm:hidden">
                    {line.taxRateBp === 0 ? '–' : formatRate(line.taxRateBp, language)}
                  </td>
                )}
                <td className="num">{money(line.netMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <dl className="border-line border-t px-5 py-3">
        {taxMinor > 0n && (
          <>
            <Sum label={say('net')} minor={totalMinor - taxMinor} currency={currency} />
            <Sum label={say('tax')} minor={taxMinor} currency={currency} />
          </>
        )}
        <Sum label={say('total')} minor={totalMinor} currency={currency} strong />
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
      <dd className="num">{useFormats().money(minor, currency)}</dd>
    </div>
  );
}
