-- Every share of a payment asks for its invoice and its payment by their families (foreign keys). In a database that has
-- no statistics yet all indexes look alike, and of those the newest is taken: one that begins with the vendor alone then
-- reads all of its invoices for each share, seconds for a payment of a thousand. These two are the newest, and exact. Whoever adds an
-- index to these tables later asks tests/stories/family-look-ups.test.ts.
CREATE UNIQUE INDEX "invoices_of_vendor" ON "invoices" ("vendor_id", "id");
CREATE UNIQUE INDEX "payments_of_vendor" ON "payments" ("vendor_id", "id");

-- A file belongs to an invoice of its own vendor.
ALTER TABLE "invoice_attachments"
  DROP CONSTRAINT "invoice_attachments_invoice_fkey",
  ADD CONSTRAINT "invoice_attachments_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id") REFERENCES "invoices" ("vendor_id", "id");
