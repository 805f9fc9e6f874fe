type Of = { batchId: string; customerId: string };

/** What makes the mail unique that tells a customer what a batch charges on days to come, or that it does not any more. */
export function plannedMailKey(about: 'planned' | 'cancelled', { batchId, customerId }: Of): string {
  return `batch-charges:${about}:${batchId}:${customerId}`;
}
