import { z } from 'zod';
import { DECLINES, type Decline } from '../gateway/declines';
import { FAULT_KINDS } from './faults';

/** Bodies of the control plane. */
export const clockOrder = z.strictObject({ advanceSeconds: z.number().nonnegative() });
export const faultOrder = z.strictObject({
  route: z.string().min(1),
  kind: z.enum(FAULT_KINDS),
  count: z.int().positive().optional(),
  ms: z.int().nonnegative().optional(),
});
export const webhookOrder = z.strictObject({
  mode: z.enum(['deliver', 'hold', 'drop']).optional(),
  duplicate: z.int().min(0).max(50).optional(),
  shuffle: z.boolean().optional(),
  delayMs: z.int().nonnegative().optional(),
  url: z.url().nullable().optional(),
  secret: z.string().min(1).optional(),
});
export const resendOrder = z.strictObject({ event: z.string().optional(), since: z.int().optional() });
export const threeDSecureOrder = z.union([
  z.strictObject({ paymentIntent: z.string(), outcome: z.enum(['pass', 'fail']) }),
  z.strictObject({ setupIntent: z.string(), outcome: z.enum(['pass', 'fail']) }),
]);
export const debitOrder = z.strictObject({ paymentIntent: z.string() });
export const bankOrder = z.strictObject({
  paymentMethod: z.string(),
  says: z.union([z.literal('yes'), z.enum(Object.keys(DECLINES) as [Decline, ...Decline[]])]),
});
export const chargeOrder = z.strictObject({ amount: z.int().positive(), currency: z.string().regex(/^[a-z]{3}$/) });
export const disputeOrder = z.strictObject({
  charge: z.string(),
  reason: z.string().optional(),
  amount: z.int().positive().optional(),
  inquiry: z.boolean().optional(),
});
export const resizeOrder = z.strictObject({ amount: z.int().positive() });
export const closeOrder = z.strictObject({ outcome: z.enum(['won', 'lost']) });
export const refundOrder = z.strictObject({ charge: z.string(), amount: z.int().positive().optional() });
export const profileOrder = z.strictObject({
  latency: z.enum(['none', 'realistic']).optional(),
  rateLimitPerSecond: z.int().positive().nullable().optional(),
  objectLocks: z.boolean().optional(),
});
