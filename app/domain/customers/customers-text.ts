import { countText } from '~/domain/invoices/invoice-count';

/** "1 customer", "1,200 customers", as the desk says it. */
export const customersText = (count: number) => (count === 1 ? '1 customer' : `${countText(count)} customers`);
