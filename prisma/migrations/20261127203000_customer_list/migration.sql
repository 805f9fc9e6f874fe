-- The vendor's list of customers: as quick at a hundred thousand of them as at a hundred, whatever it is sorted by.
CREATE INDEX "customers_listed_by_name" ON "customers" ("vendor_id", lower("name"), "id");
CREATE INDEX "customers_listed_by_age" ON "customers" ("vendor_id", "created_at", "id");

-- Found by a part of their number or name, or of a contact's address.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "customers_found" ON "customers" USING gin (("number" || ' ' || "name") gin_trgm_ops);
CREATE INDEX "people_found" ON "people" USING gin ("email" gin_trgm_ops);

-- What was mailed about a customer, newest first.
CREATE INDEX "outgoing_mails_by_customer" ON "outgoing_mails" ("vendor_id", "customer_id", "created_at" DESC, "id") WHERE "customer_id" IS NOT NULL;

-- What a vendor calls a contact. The person may be known to others by another name, which is none of this vendor's business.
ALTER TABLE "contacts"
  ADD COLUMN "name" TEXT,
  ADD CONSTRAINT "contacts_name" CHECK (length("name") BETWEEN 1 AND 100);
