import type { InvoiceScope } from '../invoices/open-invoice';

/** Whose selection, and of whose invoices. A ContactActor is one. */
export type ContactScope = InvoiceScope & { contactId: string };
