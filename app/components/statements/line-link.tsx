import { Link } from '@remix-run/react';
import { paths } from '~/lib/paths';

/** What a line is about, as the way to it where there is one. */
export function LineLink({
  link,
  children,
}: {
  link: { kind: 'invoice' | 'payment'; id: string } | null;
  children: string;
}) {
  if (!link) return <bdi className="font-semibold">{children}</bdi>;
  const to = link.kind === 'invoice' ? paths.invoice(link.id) : paths.payment(link.id);
  return (
    <Link to={to} className="rounded-small font-semibold hover:underline">
      <bdi>{children}</bdi>
    </Link>
  );
}
