-- The vendor's list, narrowed to those whom a search names: a thousand customers with few invoices each in the state that
-- is looked at, so that all their others need not be passed by. All that the list is narrowed to stands in it.
CREATE INDEX "invoices_desk_customer" ON "invoices" ("vendor_id", "customer_id", "desk_state", "due_on" DESC, "id") INCLUDE ("currency", "desk_minor", "issued_on", "number");

-- The latest of a customer, whatever state they are in. What the list needed of it stands in the one above.
DROP INDEX "invoices_by_customer";
CREATE INDEX "invoices_by_customer" ON "invoices" ("vendor_id", "customer_id", "due_on" DESC, "id");

-- Made anew, as the newest: in a database without statistics the newest is taken of those that look alike, and foreign
-- keys look invoices up by this one.
ALTER TABLE "invoice_attachments" DROP CONSTRAINT "invoice_attachments_invoice_fkey";
ALTER TABLE "invoice_views" DROP CONSTRAINT "invoice_views_invoice_fkey";
DROP INDEX "invoices_of_vendor";
CREATE UNIQUE INDEX "invoices_of_vendor" ON "invoices" ("vendor_id", "id");
ALTER TABLE "invoice_attachments"
  ADD CONSTRAINT "invoice_attachments_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id") REFERENCES "invoices" ("vendor_id", "id");
ALTER TABLE "invoice_views"
  ADD CONSTRAINT "invoice_views_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id") REFERENCES "invoices" ("vendor_id", "id");
