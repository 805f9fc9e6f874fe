import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { Table } from '~/components/ui/table';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { paths } from '~/lib/paths';
import type { ReceiptLine } from './describe-receipt';

/** The receipts of one page, to open, to download, or several to download as one file. On a phone a row takes two lines. */
export function ReceiptList({ receipts }: { receipts: ReceiptLine[] }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));
  const count = receipts.filter((receipt) => ticked.has(receipt.id)).length;
  return (
    // A plain form: the answer is a file, not a page.
    <form action={paths.receiptsZip}>
      <Table caption="Receipts, newest first">
        <thead className="max-sm:sr-only">
          <tr>
            <th scope="col">
              <span className="sr-only">Tick</span>
            </th>
            <th scope="col">Receipt</th>
            <th scope="col" className="max-sm:hidden">
              Issued
            </th>
            <th scope="col" className="max-md:hidden">
              For
            </th>
            <th scope="col" className="max-md:hidden">
              Method
            </th>
            <th scope="col" className="num">
              Total
            </th>
            <th scope="col" className="max-sm:hidden">
              <span className="sr-only">File</span>
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
          {count === 0
            ? 'Download ticked as ZIP'
            : count === 1
              ? 'Download 1 receipt as ZIP'
              : `Download ${count} receipts as ZIP`}
        </Button>
        <p aria-live="polite" className="text-small text-second">
          {count === 0
            ? 'Tick the receipts you want in one file.'
            : `${count} of ${receipts.length} on this page ticked.`}
        </p>
      </div>
    </form>
  );
}

type RowProps = { receipt: ReceiptLine; ticked: boolean; onTick: (id: string, on: boolean) => void };

function Row({ receipt, ticked, onTick }: RowProps) {
  return (
    <tr className={ticked ? 'bg-selected' : undefined}>
      <td className="w-px">
        <label className="-m-2 flex p-2">
          <span className="sr-only">Tick {receipt.number}</span>
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
          {receipt.number}
        </Link>
        <span className="text-small text-second mt-0.5 block md:hidden">
          <span className="sm:hidden">{receipt.issuedOn} · </span>
          {invoiceCount(receipt.invoiceCount)}
        </span>
      </td>
      <td className="text-second whitespace-nowrap max-sm:hidden">{receipt.issuedOn}</td>
      <td className="text-second whitespace-nowrap max-md:hidden">{invoiceCount(receipt.invoiceCount)}</td>
      <td className="text-second whitespace-nowrap max-md:hidden">{receipt.method}</td>
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
  return (
    <a
      href={paths.receiptPdf(receipt.id)}
      className={`rounded-small text-green font-semibold hover:underline print:hidden ${className}`}
    >
      PDF<span className="sr-only"> of receipt {receipt.number}</span>
    </a>
  );
}
