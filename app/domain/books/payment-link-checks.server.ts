import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** A link is a key to what it is for and to nothing else. All vendors: the books are examined as a whole. */
export const paymentLinkChecks: Check[] = [
  {
    invariant: 'I13',
    name: 'link-payments-keep-to-the-link',
    promise:
      'whoever paid through a link paid what the link is for, while it worked; by clocks that are a minute apart at most',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        format('began at %s through link %s, which ended at %s, and pays %s invoices that the link is not for', p.created_at, l.id, least(l.revoked_at, l.expires_at), o.count) AS what
      FROM payments p JOIN payment_links l ON l.id = p.payment_link_id, -- all vendors
      LATERAL (SELECT count(*) AS count FROM allocations a WHERE l.covers = 'invoices' AND a.payment_id = p.id
        AND NOT EXISTS (SELECT FROM payment_link_invoices n WHERE n.link_id = l.id AND n.invoice_id = a.invoice_id)) o
      WHERE p.payment_link_id IS NOT NULL AND (o.count > 0 OR p.created_at >= l.expires_at OR p.created_at > l.revoked_at + interval '1 minute')`,
  },
  {
    invariant: 'I13',
    name: 'links-say-what-they-are-for',
    promise: 'a link for invoices names some, one for the account names none, and each can be opened',
    query: () => sql`
      SELECT l.vendor_id, 'payment link' AS subject, l.id::text, l.id::text AS name,
        format('is for %s, names %s invoices and is opened by %s tokens', l.covers, n.invoices, n.tokens) AS what
      FROM payment_links l, -- all vendors
      LATERAL (SELECT (SELECT count(*) FROM payment_link_invoices i WHERE i.link_id = l.id) AS invoices,
        (SELECT count(*) FROM payment_link_tokens t WHERE t.vendor_id = l.vendor_id AND t.link_id = l.id) AS tokens) n
      WHERE (l.covers = 'invoices') <> (n.invoices > 0) OR (n.tokens = 0 AND l.covers <> 'method')`,
  },
  {
    invariant: 'I17',
    name: 'links-stay-in-the-family',
    promise: 'a link, its invoices, its copies, its payments and the link it replaces are of one vendor and customer',
    query: () => sql`
      SELECT l.vendor_id, 'payment link' AS subject, l.id::text, l.id::text AS name, 'joins what belongs to different vendors or customers' AS what
      FROM payment_links l LEFT JOIN customers c ON c.id = l.customer_id LEFT JOIN payment_links r ON r.id = l.replaces -- all vendors
      WHERE c.id IS NULL OR c.vendor_id <> l.vendor_id OR (r.vendor_id, r.customer_id) <> (l.vendor_id, l.customer_id)
        OR EXISTS (SELECT FROM payment_link_invoices n LEFT JOIN invoices i ON i.id = n.invoice_id WHERE n.link_id = l.id AND (i.id IS NULL
          OR (n.vendor_id, n.customer_id) <> (l.vendor_id, l.customer_id) OR (i.vendor_id, i.customer_id, i.currency) <> (n.vendor_id, n.customer_id, n.currency)))
        OR EXISTS (SELECT FROM payment_link_tokens t WHERE t.link_id = l.id AND (t.vendor_id, t.customer_id) <> (l.vendor_id, l.customer_id))
        OR EXISTS (SELECT FROM payments p WHERE p.payment_link_id = l.id AND (p.vendor_id, p.customer_id) <> (l.vendor_id, l.customer_id))`,
  },
];
