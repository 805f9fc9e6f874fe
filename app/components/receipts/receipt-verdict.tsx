import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useWords } from '~/components/language';
import { LanguageChoice } from '~/components/language-choice';
import { Icon, type IconName } from '~/components/ui/icon';
import { Ticket } from '~/components/ui/ticket';
import { verdictWords } from './receipt-verdict.words';

/** What a document is called, and who issued it when. */
const LABELS = {
  receipt: { title: 'receiptIsGenuine', number: 'receipt', by: 'paidTo', on: 'paidOn' },
  'refund document': { title: 'refundIsGenuine', number: 'refund', by: 'refundedBy', on: 'refundedOn' },
  'credit note': { title: 'creditNoteIsGenuine', number: 'creditNote', by: 'creditedBy', on: 'issuedOn' },
} as const;

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
  const say = useWords(verdictWords);
  const { pathname, search } = useLocation();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[520px] flex-col px-4 pt-[max(32px,12vh)] pb-10">
      {receipt ? <IsGenuine receipt={receipt} /> : <IsNot />}
      <p className="text-small text-second mt-5 text-center">{say('checkedBy')}</p>
      <div className="mx-auto mt-5 w-fit print:hidden">
        <LanguageChoice to={pathname + search} />
      </div>
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
  const say = useWords(verdictWords);
  const labels = LABELS[receipt.kind];
  return (
    <Ticket className="p-7!">
      <Mark icon="check" look="bg-green text-green-on" />
      <h1 className="text-title font-bold text-balance">{say(labels.title)}</h1>
      <p className="text-second mt-1">{say('compare')}</p>
      <Ticket.Tear className="my-5 [--ticket-inset:28px]" />
      <dl>
        <Line label={say(labels.number)}>{receipt.number}</Line>
        <Line label={say('amount')}>{receipt.total}</Line>
        {receipt.credit && <Line label={say('creditUsed')}>{receipt.credit}</Line>}
        <Line label={say(labels.by)}>{receipt.payee}</Line>
        <Line label={say(labels.on)}>{receipt.paidOn}</Line>
      </dl>
      <Since receipt={receipt} />
    </Ticket>
  );
}

/** A receipt stays genuine when money went back; whoever relies on it must know. */
function Since({ receipt: { refunded, takenBack, failed } }: { receipt: Genuine }) {
  const say = useWords(verdictWords);
  if (!refunded && !takenBack && !failed) return null;
  return (
    <>
      <Ticket.Tear className="my-5 [--ticket-inset:28px]" />
      <h2 className="text-small text-third">{say('since')}</h2>
      <dl>
        {refunded && <Line label={say('refunded')}>{refunded}</Line>}
        {takenBack && <Line label={say('takenBack')}>{takenBack}</Line>}
        {failed && <Line label={say('thisRefund')}>{say('didNotArrive')}</Line>}
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
  const say = useWords(verdictWords);
  return (
    <div className="rounded-card border-line bg-card border p-7">
      <Mark icon="x" look="bg-red-soft text-red" />
      <h1 className="text-title font-bold text-balance">{say('notGenuine')}</h1>
      <p className="text-second mt-2">{say('notGenuineText')}</p>
    </div>
  );
}
