import { Card } from '~/components/ui/card';
import {
  amountsOf,
  countOf,
  ITEM_OUTCOMES,
  isOver,
  type Batch,
  type ItemOutcome,
} from '~/domain/batch-payments/batch-payment';
import { OUTCOME_WORDS } from '~/domain/batch-payments/batch-words';
import { countText } from '~/domain/invoices/invoice-count';
import { formatMoney } from '~/lib/money';
import { moneyOf } from './batch-view';

const BAR: readonly { outcome: ItemOutcome; fill: string }[] = [
  { outcome: 'succeeded', fill: 'fill-green' },
  { outcome: 'at-bank', fill: 'fill-blue' },
  { outcome: 'failed', fill: 'fill-red' },
  { outcome: 'skipped', fill: 'fill-control' },
];
const COUNT_TONES: Record<ItemOutcome, string> = {
  succeeded: 'text-green font-semibold',
  'at-bank': 'text-blue font-semibold',
  failed: 'text-red font-semibold',
  skipped: 'text-ink font-semibold',
  waiting: 'text-second',
};
const IN_ORDER = ['succeeded', 'at-bank', 'failed', 'skipped', 'waiting'] as const satisfies readonly ItemOutcome[];

/** How far a batch is: what it has collected of how much, and where its invoices stand. */
export function BatchProgress({ batch, left }: { batch: Batch; left: string | null }) {
  const done = batch.itemCount - countOf(batch, 'waiting');
  const collected = moneyOf(batch, 'succeeded');
  const of = moneyOf(batch, ...ITEM_OUTCOMES.filter((outcome) => outcome !== 'skipped'));
  const over = isOver(batch.state);
  return (
    <Card>
      <div className="flex flex-wrap items-end gap-x-11 gap-y-3">
        <Figure
          label={over ? 'Collected' : 'Collected so far'}
          lines={collected.length > 0 ? collected : nothingOf(batch)}
          large
        />
        {of.length > 0 && <Figure label="of" lines={of} />}
        <div className="sm:ms-auto sm:text-end">
          <p className="text-small text-second">{left ?? 'Invoices'}</p>
          <p className="text-section font-semibold tabular-nums">
            {countText(done)} of {countText(batch.itemCount)}
          </p>
        </div>
      </div>
      <Bar batch={batch} />
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <ul className="text-small flex flex-wrap gap-x-[22px] gap-y-1" aria-live="polite">
          {IN_ORDER.map((outcome) => ({ outcome, count: countOf(batch, outcome) }))
            .filter(({ count, outcome }) => count > 0 || outcome === 'succeeded')
            .map(({ outcome, count }) => (
              <li key={outcome}>
                <span className={COUNT_TONES[outcome]}>{countText(count)}</span> {OUTCOME_WORDS[outcome]}
              </li>
            ))}
        </ul>
        {!over && (
          <p className="text-small text-second">
            {batch.chargedAt === null
              ? 'You can leave this page. We mail you when it is done.'
              : 'All is charged. Banks take a few days for the rest.'}
          </p>
        )}
      </div>
    </Card>
  );
}

/** Nought of each currency that is to be collected. */
function nothingOf(batch: Batch): string[] {
  return amountsOf(batch, ...ITEM_OUTCOMES).map(({ currency }) => formatMoney(0n, currency));
}

function Figure({ label, lines, large = false }: { label: string; lines: string[]; large?: boolean }) {
  return (
    <div>
      <p className="text-small text-second">{label}</p>
      {lines.map((line) => (
        <p key={line} className={`tabular-nums ${large ? 'text-total font-bold' : 'text-section font-semibold'}`}>
          {line}
        </p>
      ))}
    </div>
  );
}

/** The counts below say the same in words. */
function Bar({ batch }: { batch: Batch }) {
  let at = 0;
  return (
    <svg
      viewBox={`0 0 ${batch.itemCount} 1`}
      preserveAspectRatio="none"
      aria-hidden
      className="bg-neutral mt-4 h-2 w-full overflow-hidden rounded-full"
    >
      {BAR.map(({ outcome, fill }) => {
        const width = countOf(batch, outcome);
        const x = at;
        at += width;
        return <rect key={outcome} x={x} y={0} width={width} height={1} className={fill} />;
      })}
    </svg>
  );
}
