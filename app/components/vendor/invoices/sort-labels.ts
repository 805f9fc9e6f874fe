import type { DeskSort } from '~/domain/vendor-invoices/list-order';

export const SORT_LABELS: Record<DeskSort, string> = {
  due: 'Due',
  issued: 'Issued',
  amount: 'Amount',
  number: 'Number',
};
