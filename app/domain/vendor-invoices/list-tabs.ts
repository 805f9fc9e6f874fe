/** Where an invoice stands, as the column desk_state says it: of each invoice exactly one holds. */
export const DESK_STATES = ['open', 'processing', 'disputed', 'paid', 'void', 'archived', 'draft'] as const;
export type DeskState = (typeof DESK_STATES)[number];

export const TABS = [
  'open',
  'overdue',
  'upcoming',
  'processing',
  'disputed',
  'paid',
  'void',
  'drafts',
  'archived',
  'all',
] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABELS: Record<Tab, string> = {
  open: 'Open',
  overdue: 'Overdue',
  upcoming: 'Upcoming',
  processing: 'Processing',
  disputed: 'Disputed',
  paid: 'Paid',
  void: 'Void',
  drafts: 'Drafts',
  archived: 'Archived',
  all: 'All',
};

/** What a tab that is empty would show. */
export const TAB_MEANS: Record<Tab, string> = {
  open: 'Invoices that your customers owe you stand here.',
  overdue: 'Open invoices past their due date stand here.',
  upcoming: 'Open invoices that are not due yet stand here.',
  processing: 'Invoices that are wholly in payment stand here until the gateway or the bank has decided.',
  disputed: 'Invoices that customers dispute stand here until you settle it.',
  paid: 'Invoices of which nothing is due any more stand here.',
  void: 'Invoices that you took back stand here.',
  drafts: 'Invoices that no customer sees yet stand here.',
  archived: 'Invoices that you put away stand here. No customer sees them.',
  all: 'Every invoice stands here, drafts and archived ones too.',
};

/** The states a tab shows. Overdue and upcoming are halves of open, parted by the due date. */
export function statesOf(tab: Tab): readonly DeskState[] {
  if (tab === 'all') return DESK_STATES;
  if (tab === 'overdue' || tab === 'upcoming') return ['open'];
  return [tab === 'drafts' ? 'draft' : tab];
}
