export type RefundState = 'pending' | 'succeeded' | 'failed' | 'cancelled';

/** An ended refund stays as it ended; one that succeeded is not ended, it may still fail. */
export function isOver(state: RefundState): boolean {
  return state === 'failed' || state === 'cancelled';
}
