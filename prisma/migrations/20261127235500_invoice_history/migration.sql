-- Who of the customer looked at an invoice: one row for each contact, or for each payment link it was looked at through.
CREATE TABLE "invoice_views" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "contact_id" UUID,
    "link_id" UUID,
    "first_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invoice_views_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoice_views_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id") REFERENCES "invoices" ("vendor_id", "id"),
    CONSTRAINT "invoice_views_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
    CONSTRAINT "invoice_views_link_fkey" FOREIGN KEY ("vendor_id", "link_id", "customer_id") REFERENCES "payment_links" ("vendor_id", "id", "customer_id"),
    CONSTRAINT "invoice_views_viewer" CHECK (num_nonnulls("contact_id", "link_id") = 1),
    CONSTRAINT "invoice_views_counted" CHECK ("views" >= 1 AND "last_at" >= "first_at")
);
CREATE UNIQUE INDEX "invoice_views_by_viewer" ON "invoice_views" ("vendor_id", "invoice_id", "contact_id", "link_id") NULLS NOT DISTINCT;

-- When a link was opened for the first time. Of those opened before this, only the last time is known.
ALTER TABLE "payment_links"
  ADD COLUMN "first_opened_at" TIMESTAMPTZ(6),
  ADD CONSTRAINT "payment_links_first_open" CHECK ("first_opened_at" <= "last_opened_at");

-- What makes a mail unique names what it tells of: a payment, receipt, refund, charge, dispute or link. An invoice's history asks for it.
CREATE INDEX "outgoing_mails_about" ON "outgoing_mails"
  ("vendor_id", substring("dedupe_key" FROM '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'));
