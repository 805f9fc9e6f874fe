/** Where the receipt goes. Whoever came by a payment link is not told the address that the vendor has. */
export function Mailbox({ email }: { email: string | null }) {
  if (email === null) return 'the address on file';
  return <span className="text-ink wrap-anywhere">{email}</span>;
}
