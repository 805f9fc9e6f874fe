import type { ReactNode } from 'react';
import { Icon, type IconName } from '~/components/ui/icon';
import { Ticket } from '~/components/ui/ticket';

/** What a document is called, and who issued it when. */
const LABELS = {
  receipt: { number: 'Receipt', by: 'Paid to', on: 'Paid on' },
  'refund document': { number: 'Refund', by: 'Refunded by', on: 'Refunded on' },
  'credit note': { number: 'Credit note', by: 'Credited by', on: 'Issued on' },
};

export type Genuine = {
  kind: keyof typeof LABELS;
  number: string;
  total: string;
  /** Settled with credit besides; null where none was. */
  credit: string | null;
  /** The vendor: who was paid, who refunded or credited. */
  payee: string;
  paidOn: string;
  /** What went back since; null where nothing did. */
  refunded: string | null;
  takenBack: string | null;
  /** A refund that did not arrive after all. */
  failed: boolean;
};

/** What somebody who holds a receipt came to know: is it what was issued? */
export function ReceiptVerdict({ receipt }: { receipt: Genuine | null }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[520px] flex-col px-4 pt-[max(32px,12vh)] pb-10">
      {receipt ? <IsGenuine receipt={receipt} /> : <IsNot />}
      <p className="text-small text-second mt-5 text-center">
        Checked by Quittance, where the vendor issues its receipts.
      </p>
    </main>
  );
}

function Mark({ icon, look }: { icon: IconName; look: string }) {
  return (
    <span className={`mb-4 grid size-14 place-content-center rounded-full ${look}`}>
      <Icon name={icon} size={28} />
    </span>
  );
}

function IsGenuine({ receipt }: { receipt: Genuine }) {
  const labels = LABELS[receipt.kind];
  return (
    <Ticket className="p-7!">
      <Mark icon="check" look="bg-green text-green-on" />
      <h1 className="text-title font-bold text-balance">This {receipt.kind} is genuine.</h1>
      <p className="text-second mt-1">Compare it with the one you hold. All of it must be the same.</p>
      <Ticket.Tear className="my-5 [--ticket-inset:28px]" />
      <dl>
        <Line label={labels.number}>{receipt.number}</Line>
        <Line label="Amount">{receipt.total}</Line>
        {receipt.credit && <Line label="Credit used besides">{receipt.credit}</Line>}
        <Line label={labels.by}>{receipt.payee}</Line>
        <Line label={labels.on}>{receipt.paidOn}</Line>
      </dl>
      <Since receipt={receipt} />
    </Ticket>
  );
}

/** A receipt stays genuine when money went back; whoever relies on it must know. */
function Since({ receipt: { refunded, takenBack, failed } }: { receipt: Genuine }) {
  if (!refunded && !takenBack && !failed) return null;
  return (
    <>
      <Ticket.Tear className="my-5 [--ticket-inset:28px]" />
      <h2 className="text-small text-third">Since it was issued</h2>
      <dl>
        {refunded && <Line label="Refunded">{refunded}</Line>}
        {takenBack && <Line label="Taken back by the bank">{takenBack}</Line>}
        {failed && <Line label="This refund">did not arrive</Line>}
      </dl>
    </>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1.5">
      <dt className="text-second">{label}</dt>
      <dd className="text-section min-w-0 text-end font-semibold wrap-anywhere">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function IsNot() {
  return (
    <div className="rounded-card border-line bg-card border p-7">
      <Mark icon="x" look="bg-red-soft text-red" />
      <h1 className="text-title font-bold text-balance">This is not a receipt we issued.</h1>
      <p className="text-second mt-2">
        The address may be cut short: scan the code again, or copy the whole address from the receipt. If it stays like
        this, do not take the receipt as proof that something was paid, and ask the company that is named on it.
      </p>
    </div>
  );
}
