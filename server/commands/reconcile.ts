import type { ReversalDifference } from '../../app/domain/gateway-disputes/reconcile-reversals.server';
import type { Difference } from '../../app/domain/payments/reconcile.server';
import { defineCommand } from './command';

const MAX_DAYS = 366;

export const reconcileCommand = defineCommand({
  name: 'reconcile',
  summary: 'Compare the gateway with the books and repair what is safe',
  usage: '[--days N] [--json]',
  options: { days: { type: 'string', default: '2' } },
  needsGateway: true,
  async run({ values }, { now, json, out }) {
    const days = Number(values.days);
    if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
      process.stderr.write(`--days must be a whole number from 1 to ${MAX_DAYS}.\n`);
      return 2;
    }
    const { reconcileDay, reconcileRecent } = await import('../../app/domain/payments/reconcile.server');
    const recent = await reconcileRecent({ now });
    const day = await reconcileDay({ now, days });
    const { reconcileRefunds } = await import('../../app/domain/refunds/reconcile-refunds.server');
    const { reconcileReversals } = await import('../../app/domain/gateway-disputes/reconcile-reversals.server');
    const refunds = await reconcileRefunds({ now });
    const reversals = await reconcileReversals({ now, days });
    const open = [...day.differences, ...reversals.differences].filter(({ repaired }) => !repaired);
    if (json) {
      out(
        JSON.stringify({ recent, ...day, refunds, reversals }, (_key, value: unknown) =>
          typeof value === 'bigint' ? value.toString() : value,
        ),
      );
    } else {
      out(`Asked the gateway about ${recent.asked} undecided payments; ${recent.decided} are decided now.`);
      out(
        `Compared ${day.comparedThere} intents at the gateway with ${day.comparedHere} payments of ours, from ${day.from.toISOString()} to ${day.to.toISOString()}.`,
      );
      for (const difference of day.differences) out(line(difference));
      out(`Asked the gateway about ${refunds.asked} undecided refunds; ${refunds.decided} are known now.`);
      out(
        `Compared ${reversals.refundsThere} refunds and ${reversals.disputesThere} disputes at the gateway with ${reversals.refundsHere} and ${reversals.disputesHere} of ours.`,
      );
      for (const difference of reversals.differences) out(reversalLine(difference));
      out(open.length === 0 ? 'They agree.' : `${open.length} differences need a person.`);
    }
    return open.length === 0 ? 0 : 1;
  },
});

function reversalLine(difference: ReversalDifference): string {
  const { kind, gatewayId, ourId, there, here, amountMinor, currency, repaired } = difference;
  return `  ${repaired ? 'repaired' : 'DIFFERS '}  ${kind}: gateway ${gatewayId} ${there} ${amountMinor} ${currency}, here ${ourId ?? 'none'} ${here}`;
}

function line({
  kind,
  paymentId,
  intentId,
  hereState,
  hereMinor,
  thereStatus,
  thereMinor,
  currency,
  repaired,
}: Difference): string {
  const here = paymentId === null ? 'none' : `${paymentId} ${hereState ?? 'unknown'} ${hereMinor ?? '-'}`;
  return `  ${repaired ? 'repaired' : 'DIFFERS '}  ${kind}: gateway ${intentId} ${thereStatus} ${thereMinor} ${currency}, here ${here}`;
}
