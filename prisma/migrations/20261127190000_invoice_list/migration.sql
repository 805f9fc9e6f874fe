-- The vendor's list of invoices: as quick at a million rows as at a thousand, whatever it is narrowed to and sorted by.

-- Where an invoice stands, and the amount that it is listed with: what is due while it is open, else its total. Holds
-- 'open' exactly where an invoice can be paid. A column may not be made of another such, hence the sums once more.
ALTER TABLE "invoices"
  ADD COLUMN "desk_state" TEXT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN archived_at IS NOT NULL THEN 'archived'
    WHEN issued_at IS NULL THEN 'draft'
    WHEN voided_at IS NOT NULL THEN 'void'
    WHEN disputed_at IS NOT NULL THEN 'disputed'
    WHEN total_minor - credited_minor - written_off_minor - in_flight_minor - paid_minor - disputed_minor > 0 THEN 'open'
    WHEN in_flight_minor > 0 THEN 'processing'
    WHEN disputed_minor > 0 AND total_minor - credited_minor - written_off_minor - in_flight_minor - paid_minor > 0 THEN 'disputed'
    ELSE 'paid' END) STORED,
  ADD COLUMN "desk_minor" BIGINT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN archived_at IS NULL AND issued_at IS NOT NULL AND voided_at IS NULL AND disputed_at IS NULL
      AND total_minor - credited_minor - written_off_minor - in_flight_minor - paid_minor - disputed_minor > 0
    THEN total_minor - credited_minor - written_off_minor - in_flight_minor - paid_minor - disputed_minor
    ELSE total_minor END) STORED;

-- One index for each way to sort. Whatever else the list is narrowed to stands in them too, so that a page and its
-- count read an index alone. Numbers are compared letter by letter in every database, so that the beginning of one is a
-- range of the index; their ends are found by the index of numbers written backwards.
CREATE INDEX "invoices_desk_due" ON "invoices" ("vendor_id", "desk_state", "due_on", "id") INCLUDE ("currency", "desk_minor", "issued_on", "customer_id", "number");
CREATE INDEX "invoices_desk_issued" ON "invoices" ("vendor_id", "desk_state", "issued_on", "id") INCLUDE ("currency", "desk_minor", "due_on", "customer_id", "number");
CREATE INDEX "invoices_desk_amount" ON "invoices" ("vendor_id", "desk_state", "currency", "desk_minor", "id") INCLUDE ("due_on", "issued_on", "customer_id", "number");
CREATE INDEX "invoices_desk_number" ON "invoices" ("vendor_id", "desk_state", "number" COLLATE "C", "id") INCLUDE ("currency", "desk_minor", "due_on", "issued_on", "customer_id");
DROP INDEX "invoices_by_customer";
CREATE INDEX "invoices_by_customer" ON "invoices" ("vendor_id", "customer_id", "due_on" DESC, "id") INCLUDE ("desk_state", "currency", "desk_minor", "issued_on", "number");
CREATE INDEX "invoices_desk_number_end" ON "invoices" ("vendor_id", reverse("number") COLLATE "C");
CREATE INDEX "customers_by_name" ON "customers" ("vendor_id", lower("name") COLLATE "C") INCLUDE ("id");
CREATE INDEX "customers_by_number" ON "customers" ("vendor_id", lower("number") COLLATE "C") INCLUDE ("id");

-- How many invoices stand where, and what they come to. Every statement that changes invoices adds what it changed as
-- rows of its own, so that nobody waits for anybody; they are added up now and then. Open ones by due date, since that
-- parts what is overdue from what is not.
CREATE TABLE "invoice_tallies" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "vendor_id" UUID NOT NULL,
    "desk_state" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "due_on" DATE,
    "invoices" BIGINT NOT NULL,
    "amount_minor" NUMERIC NOT NULL,

    CONSTRAINT "invoice_tallies_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoice_tallies_due" CHECK (("due_on" IS NOT NULL) = ("desk_state" = 'open'))
);
CREATE INDEX "invoice_tallies_by_vendor" ON "invoice_tallies" ("vendor_id", "desk_state", "due_on") INCLUDE ("currency", "invoices", "amount_minor");

CREATE FUNCTION tally_new_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_tallies (vendor_id, desk_state, currency, due_on, invoices, amount_minor)
    SELECT n.vendor_id, n.desk_state, n.currency, CASE WHEN n.desk_state = 'open' THEN n.due_on END AS due, count(*), sum(n.desk_minor)
    FROM new_rows n GROUP BY n.vendor_id, n.desk_state, n.currency, due;
  RETURN NULL;
END $$;
CREATE FUNCTION tally_gone_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_tallies (vendor_id, desk_state, currency, due_on, invoices, amount_minor)
    SELECT o.vendor_id, o.desk_state, o.currency, CASE WHEN o.desk_state = 'open' THEN o.due_on END AS due, -count(*), -sum(o.desk_minor)
    FROM old_rows o GROUP BY o.vendor_id, o.desk_state, o.currency, due;
  RETURN NULL;
END $$;
CREATE FUNCTION tally_changed_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_tallies (vendor_id, desk_state, currency, due_on, invoices, amount_minor)
    SELECT c.vendor_id, c.desk_state, c.currency, c.due, sum(c.invoices), sum(c.amount)
    FROM (
      SELECT n.vendor_id, n.desk_state, n.currency, CASE WHEN n.desk_state = 'open' THEN n.due_on END AS due, 1 AS invoices, n.desk_minor AS amount FROM new_rows n
      UNION ALL
      SELECT o.vendor_id, o.desk_state, o.currency, CASE WHEN o.desk_state = 'open' THEN o.due_on END, -1, -o.desk_minor FROM old_rows o
    ) c GROUP BY c.vendor_id, c.desk_state, c.currency, c.due HAVING sum(c.invoices) <> 0 OR sum(c.amount) <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "invoices_tally_new" AFTER INSERT ON "invoices" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_new_invoices();
CREATE TRIGGER "invoices_tally_gone" AFTER DELETE ON "invoices" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_gone_invoices();
CREATE TRIGGER "invoices_tally_changed" AFTER UPDATE ON "invoices" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_invoices();

-- Counts everything anew: once now, and for whoever wrote invoices with the triggers asleep.
CREATE FUNCTION recount_invoices() RETURNS void LANGUAGE sql AS $$
  DELETE FROM invoice_tallies;
  INSERT INTO invoice_tallies (vendor_id, desk_state, currency, due_on, invoices, amount_minor)
    SELECT i.vendor_id, i.desk_state, i.currency, CASE WHEN i.desk_state = 'open' THEN i.due_on END AS due, count(*), sum(i.desk_minor)
    FROM invoices i GROUP BY i.vendor_id, i.desk_state, i.currency, due;
$$;
SELECT recount_invoices();

-- What somebody has ticked in the list, on all its pages.
CREATE TABLE "staff_selections" (
    "staff_id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "invoice_ids" UUID[] NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "staff_selections_pkey" PRIMARY KEY ("staff_id"),
    CONSTRAINT "staff_selections_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id")
);

-- A tab with its filter and its order, kept under a name by somebody for themselves.
CREATE TABLE "saved_invoice_views" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "default_since" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_invoice_views_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "saved_invoice_views_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "saved_invoice_views_name" CHECK ("name" = btrim("name") AND length("name") BETWEEN 1 AND 60),
    CONSTRAINT "saved_invoice_views_search" CHECK ("search" LIKE '?%' AND length("search") <= 2000)
);
CREATE UNIQUE INDEX "saved_invoice_views_one_name" ON "saved_invoice_views" ("vendor_id", "staff_id", lower("name"));
CREATE UNIQUE INDEX "saved_invoice_views_one_default" ON "saved_invoice_views" ("vendor_id", "staff_id") WHERE "default_since" IS NOT NULL;
