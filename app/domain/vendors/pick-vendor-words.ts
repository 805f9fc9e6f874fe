export type PickVendorRefusal = { kind: 'unknown-vendor' | 'which-vendor'; known: string[] };

export function pickVendorWords({ kind, known }: PickVendorRefusal): string {
  if (known.length === 0) return 'There is no vendor yet.';
  return kind === 'which-vendor'
    ? `There are several vendors; say which with --vendor. Known: ${known.join(', ')}.`
    : `There is no such vendor. Known: ${known.join(', ')}.`;
}
