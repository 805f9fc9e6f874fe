import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useLanguage, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { Table } from '~/components/ui/table';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { paths } from '~/lib/paths';
import type { ReceiptLine } from './describe-receipt';
import { receiptListWords } from './receipt-list.words';

/** The receipts of one page, to open, to download, or several to download as one file. On a phone a row takes two lines. */
export function ReceiptList({ receipts }: { receipts: ReceiptLine[] }) {
  const say = useWords(receiptListWords);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));
  const count = receipts.filter((receipt) => ticked.has(receipt.id)).length;
  return (
    // A plain form: the answer is a file, not a page.
    <form action={paths.receiptsZip}>
      <Table caption={say('caption')}>
        <thead className="max-sm:sr-only">
          <tr>
            <th scope="col">
              <span className="sr-only">{say('tick')}</span>
            </th>
            <th scope="col">{say('receipt')}</th>
            <th scope="col" className="max-sm:hidden">
              {say('issued')}
            </th>
            <th scope="col" className="max-md:hidden">
              {say('for')}
            </th>
            <th scope="col" className="max-md:hidden">
              {say('method')}
            </th>
            <th scope="col" className="num">
              {say('total')}
            </th>
            <th scope="col" className="max-sm:hidden">
              <span className="sr-only">{say('file')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <Row key={receipt.id} receipt={receipt} ticked={ticked.has(receipt.id)} onTick={tick} />
          ))}
        </tbody>
      </Table>
      <div className="border-line flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-[18px] py-3 print:hidden">
        <Button>
          <Icon name="download" size={16} />
          {count === 0 ? say('downloadTicked') : say('download', { count })}
        </Button>
        <p aria-live="polite" className="text-small text-second">
          {count === 0 ? say('tickThem') : say('ticked', { count, all: receipts.length })}
        </p>
      </div>
    </form>
  );
}

type RowProps = { receipt: ReceiptLine; ticked: boolean; onTick: (id: string, on: boolean) => void };

function Row({ receipt, ticked, onTick }: RowProps) {
  const say = useWords(receiptListWords);
  const invoices = invoiceCount(receipt.invoiceCount, useLanguage());
  return (
    <tr className={ticked ? 'bg-selected' : undefined}>
      <td className="w-px">
        <label className="-m-2 flex p-2">
          <span className="sr-only">{say('tickOne', { number: receipt.number })}</span>
          <input
            type="checkbox"
            name="id"
            value={receipt.id}
            checked={ticked}
            onChange={(event) => onTick(receipt.id, event.currentTarget.checked)}
            className="check mt-[2px]"
          />
        </label>
      </td>
      <td>
        <Link to={paths.receipt(receipt.id)} className="rounded-small font-semibold whitespace-nowrap hover:underline">
          <bdi>{receipt.number}</bdi>
        </Link>
        <span className="text-small text-second mt-0.5 block md:hidden">
          <span className="sm:hidden">{receipt.issuedOn} · </span>
          <span className="whitespace-nowrap">{invoices}</span>
        </span>
      </td>
      <td className="text-second whitespace-nowrap max-sm:hidden">{receipt.issuedOn}</td>
      <td className="text-second whitespace-nowrap max-md:hidden">{invoices}</td>
      <td className="text-second whitespace-nowrap max-md:hidden">
        <bdi>{receipt.method}</bdi>
      </td>
      <td className="num font-semibold max-sm:pe-[18px]!">
        {receipt.total}
        <PdfLink receipt={receipt} className="text-small mt-0.5 block sm:hidden" />
      </td>
      <td className="w-px max-sm:hidden">
        <PdfLink receipt={receipt} />
      </td>
    </tr>
  );
}

function PdfLink({ receipt, className = '' }: { receipt: ReceiptLine; className?: string }) {
  const say = useWords(receiptListWords);
  return (
    <a
      href={paths.receiptPdf(receipt.id)}
      className={`rounded-small text-green font-semibold hover:underline print:hidden ${className}`}
    >
      PDF<span className="sr-only">{` ${say('ofReceipt', { number: receipt.number })}`}</span>
    </a>
  );
}
