import { redirect } from '@remix-run/node';
import { pageOf } from '~/auth/local-path';
import { leftStepUp } from '~/lib/step-up';
import { isAboveThreshold } from '~/domain/staff/batch-threshold.server';
import { formatMoney, type Currency } from '~/lib/money';
import type { Asked } from '~/auth/guards.server';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';

/** A charge above the vendor's threshold wants a fresh factor, one by one as in a batch; asked for before anything happens. */
export function confirmCharge(asked: Asked, form: FormData) {
  return async (charge: { currency: Currency; amountMinor: bigint }): Promise<void> => {
    const { actor } = await requireStaff(asked, { role: 'biller' });
    // Whatever the threshold is by now: who cancels charges nothing.
    if (leftStepUp(form)) throw redirect(pageOf(asked.request.url), 303);
    if (!(await isAboveThreshold(actor.vendorId, [charge]))) return;
    const doing = `charge ${formatMoney(charge.amountMinor, charge.currency)}`;
    await requireRecentFactor(asked, form, { role: 'biller', doing });
  };
}
