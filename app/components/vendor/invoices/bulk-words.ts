import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { ArchiveRefusal } from '~/domain/invoices/archive-invoices.server';
import type { SelectionRefusal } from '~/domain/staff-selections/change-staff-selection.server';
import { MAX_SELECTED, type Named } from '~/domain/staff-selections/staff-selection';

/** What an address of the list says was just done. */
export function bulkDoneWords(params: URLSearchParams): { title: string; next: string } | null {
  const read = (name: string) => {
    const text = params.get(name) ?? '';
    return /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : null;
  };
  const [away, back] = [read('archived'), read('unarchived')];
  if (away !== null)
    return { title: `${invoiceCount(away)} archived.`, next: 'Customers do not see them, and nothing charges them.' };
  if (back !== null)
    return { title: `${invoiceCount(back)} taken out of the archive.`, next: 'Customers see them again.' };
  return null;
}

export function bulkRefusalWords(refusal: ArchiveRefusal | SelectionRefusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'Your role lets you look, not archive.';
    case 'no-invoice':
      return 'Nothing is selected.';
    case 'held':
      return `Nothing was archived: ${heldWords(refusal)}.`;
    case 'too-many':
      return `At most ${MAX_SELECTED.toLocaleString('en-US')} invoices are selected at once. Narrow the list, then select them.`;
  }
}

/** "INV-2041 is in payment or disputed", "INV-1, INV-2 and 5 more are in payment or disputed". */
export function heldWords(named: Named): string {
  return `${numbersWords(named)} ${named.count === 1 ? 'is' : 'are'} in payment or disputed`;
}

export function numbersWords({ count, numbers }: Named): string {
  if (numbers.length === 0) return invoiceCount(count);
  const more = count - numbers.length;
  if (more > 0) return `${numbers.join(', ')} and ${more.toLocaleString('en-US')} more`;
  return numbers.length === 1 ? (numbers[0] ?? '') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
