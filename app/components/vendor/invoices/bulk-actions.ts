import type { InvoicesIntent } from './invoices-form';

/** What else is done with a selection, on pages of its own. The first is the main one. */
export const BULK_ACTIONS: readonly { intent: InvoicesIntent; label: string; main?: true }[] = [];
