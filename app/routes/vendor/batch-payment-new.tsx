import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { StaffActor } from '~/auth/actor';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { ConfirmPage } from '~/components/batches/confirm-page';
import type { CurrencyTotal } from '~/domain/batch-payments/batch-payment';
import { loadBatch, loadBatches } from '~/domain/batch-payments/load-batch.server';
import { batchName, refusalWords } from '~/domain/batch-payments/batch-words';
import { confirmBatch } from '~/domain/batch-payments/confirm-batch.server';
import type { ConfirmBatchRefusal } from '~/domain/batch-payments/confirm-batch.types';
import { findRetryable } from '~/domain/batch-payments/find-retryable.server';
import { encodeSeen, planBatch } from '~/domain/batch-payments/plan-batch.server';
import { DAYS_AHEAD } from '~/domain/batch-payments/plan-charges';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { changeStaffSelection } from '~/domain/staff-selections/change-staff-selection.server';
import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import { isAboveThreshold } from '~/domain/staff/batch-threshold.server';
import { addDays, dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Charge invoices · Quittance' }];

type Chosen = { invoiceIds: string[]; retryOf: string | null };

/** Which invoices: those that the address names or that are selected in the list, or those of another batch that failed and can succeed. */
async function chosen(actor: StaffActor, params: URLSearchParams): Promise<Chosen> {
  const retryOf = params.get('retry');
  if (retryOf !== null) return { invoiceIds: isId(retryOf) ? await findRetryable(actor, retryOf) : [], retryOf };
  if (params.get('selected') === '1') return { invoiceIds: await loadStaffSelection(actor), retryOf: null };
  return { invoiceIds: [...new Set(params.getAll('invoice').filter(isId))], retryOf: null };
}

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const params = new URL(args.request.url).searchParams;
  const { invoiceIds, retryOf } = await chosen(actor, params);
  const today = dateIn(vendor.timeZone, new Date());
  const later = params.get('when') === 'later';
  const [plan, retried] = await Promise.all([
    planBatch(actor, invoiceIds, today, { later }),
    retryOf === null ? null : loadBatch(actor, retryOf),
  ]);
  const others = await loadBatches(
    actor,
    plan.scheduled.flatMap(({ batchId }) => batchId ?? []),
  );
  return {
    batchId: newId(),
    seen: encodeSeen(plan.totals),
    plan,
    others: others.map((batch) => ({ id: batch.id, name: batchName(batch, vendor.timeZone) })),
    later,
    retryOf: isId(retryOf) ? retryOf : null,
    retried: retried && batchName(retried, vendor.timeZone),
    mayCharge: mayAct(actor.role, 'biller'),
    tomorrow: addDays(today, 1),
    lastDay: addDays(today, DAYS_AHEAD),
  };
}

/** Charging more than the vendor's threshold asks for a fresh factor; then it is confirmed, and answered at once. */
export async function action(args: ActionFunctionArgs) {
  const { actor, cause, vendor } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const typed = {
    chargePer: formText(form, 'chargePer'),
    when: formText(form, 'when'),
    runOn: formText(form, 'runOn'),
  };
  if (leftStepUp(form)) return data({ refused: null, typed });
  const params = new URL(args.request.url).searchParams;
  const { invoiceIds, retryOf } = await chosen(actor, params);
  const now = new Date();
  const when = { later: typed.when !== 'now' };
  const { totals } = await planBatch(actor, invoiceIds, dateIn(vendor.timeZone, now), when);
  if (await isAboveThreshold(actor.vendorId, totals))
    await requireRecentFactor(args, form, { role: 'biller', doing: `charge ${totalsInWords(totals)}` });
  const asked = readForm(form);
  if (!asked) throw new Response(null, { status: 400 });
  const confirmed = await confirmBatch(actor, { ...asked, invoiceIds, retryOf, cause }, now);
  if (confirmed.ok) {
    // What was ticked is done with; the next charge begins with nothing.
    const clear = { shown: [], ticked: [], then: { kind: 'clear' } } as const;
    if (params.get('selected') === '1') await changeStaffSelection(actor, clear, { timeZone: vendor.timeZone, now });
    return redirect(paths.vendor.batchPayment(confirmed.batchId), 303);
  }
  const { refusal } = confirmed;
  if (refusal.kind === 'gone') throw new Response(null, { status: 404, statusText: 'Not Found' });
  if (refusal.kind === 'other-request') return redirect(paths.vendor.batchPayment(refusal.batchId), 303);
  return data({ refused: refusalWords(refusal), typed }, { status: statusOf(refusal) });
}

/** "40 invoices, $54,000.00 and €300.00" */
function totalsInWords(totals: readonly CurrencyTotal[]): string {
  const count = totals.reduce((sum, total) => sum + total.count, 0);
  const amounts = totals.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency));
  return `${invoiceCount(count)}, ${new Intl.ListFormat('en').format(amounts)}`;
}

function readForm(form: FormData) {
  const [batchId, chargePer, when, runOn] = ['batchId', 'chargePer', 'when', 'runOn'].map((name) =>
    formText(form, name),
  );
  if (!isId(batchId) || (chargePer !== 'invoice' && chargePer !== 'customer')) return null;
  if (when !== 'now' && when !== 'due-dates' && when !== 'date') return null;
  const seen = formText(form, 'seen');
  const atOnce = Number.parseInt(formText(form, 'atOnce'), 10);
  if (when === 'due-dates' && Number.isNaN(atOnce)) return null;
  return { batchId, chargePer, when, runOn: when === 'date' ? (runOn ?? '') : null, seen, atOnce } as const;
}

function statusOf({ kind }: ConfirmBatchRefusal): number {
  if (kind === 'not-allowed') return 403;
  return kind === 'changed' ? 409 : 422;
}

// Whoever is told that the invoices changed is shown how they stand now, to confirm that.
export const shouldRevalidate = () => true;

export default function NewBatchPayment() {
  const answer = useActionData<typeof action>();
  const { refused = null, typed = null } = answer ?? {};
  return <ConfirmPage {...useLoaderData<typeof loader>()} refused={refused} typed={typed} />;
}
