-- What customers say against an invoice, or ask about it.
CREATE TABLE "invoice_disputes" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "covers" TEXT,
    "amount_minor" BIGINT,
    "message" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "ended_by_contact_id" UUID,
    "note" TEXT,

    CONSTRAINT "invoice_disputes_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "invoice_disputes_vendor_id_invoice_id_opened_at_idx" ON "invoice_disputes"("vendor_id", "invoice_id", "opened_at");

-- What Prisma's language cannot say stands below.

ALTER TABLE "invoice_disputes"
  ADD CONSTRAINT "invoice_disputes_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency")
    REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "invoice_disputes_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
  ADD CONSTRAINT "invoice_disputes_ended_by_fkey" FOREIGN KEY ("vendor_id", "ended_by_contact_id") REFERENCES "contacts" ("vendor_id", "id"),
  ADD CONSTRAINT "invoice_disputes_kind" CHECK ("kind" IN ('question', 'dispute')),
  ADD CONSTRAINT "invoice_disputes_what" CHECK (CASE "kind"
    WHEN 'dispute' THEN "reason" IN ('wrong-amount', 'not-ordered', 'already-paid', 'not-delivered', 'other')
      AND "covers" IN ('invoice', 'amount') AND "amount_minor" > 0
    ELSE num_nonnulls("reason", "covers", "amount_minor", "ended_at") = 0 END),
  ADD CONSTRAINT "invoice_disputes_message" CHECK (length("message") <= 2000),
  ADD CONSTRAINT "invoice_disputes_ended" CHECK (num_nonnulls("ended_at", "outcome") <> 1
    AND ("outcome" IS NULL OR "outcome" IN ('withdrawn', 'resolved'))
    AND ("outcome" IS NOT DISTINCT FROM 'withdrawn') = ("ended_by_contact_id" IS NOT NULL)
    AND ("outcome" IS NOT DISTINCT FROM 'resolved') = ("note" IS NOT NULL));
-- The CHECK of a nullable column passes where it is null, so what a dispute must have is said once more.
ALTER TABLE "invoice_disputes" ADD CONSTRAINT "invoice_disputes_complete"
  CHECK ("kind" <> 'dispute' OR num_nulls("reason", "covers", "amount_minor") = 0);

-- One dispute of an invoice at a time, whoever presses the button how often.
CREATE UNIQUE INDEX "invoice_disputes_one_open" ON "invoice_disputes" ("vendor_id", "invoice_id") WHERE "kind" = 'dispute' AND "ended_at" IS NULL;

-- What was said stays said; a dispute ends once.
CREATE FUNCTION check_invoice_dispute_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'invoice disputes are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF OLD.ended_at IS NOT NULL OR (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.invoice_id, OLD.currency, OLD.kind, OLD.reason, OLD.covers, OLD.amount_minor, OLD.message, OLD.contact_id, OLD.opened_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.invoice_id, NEW.currency, NEW.kind, NEW.reason, NEW.covers, NEW.amount_minor, NEW.message, NEW.contact_id, NEW.opened_at) THEN
    RAISE EXCEPTION 'invoice dispute % cannot change but by ending once', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "invoice_disputes_change" BEFORE UPDATE OR DELETE ON "invoice_disputes" FOR EACH ROW EXECUTE FUNCTION check_invoice_dispute_change();
CREATE TRIGGER "invoice_disputes_no_truncate" BEFORE TRUNCATE ON "invoice_disputes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A disputed amount is not asked for until the dispute ends; the rest of the invoice stays payable.
ALTER TABLE "invoices"
  ADD COLUMN "disputed_minor" BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT "invoices_disputed_amount" CHECK ("disputed_minor" >= 0);

-- What is due is what it was before, less the disputed amount. The old expression is taken as it stands, so that
-- no other migration's part of it is lost. Never below nought: a cheque may pay a disputed amount all the same, and
-- invoices_not_over_applied goes on counting only what was really applied.
DO $$
DECLARE before text;
BEGIN
  SELECT pg_get_expr(d.adbin, d.adrelid) INTO STRICT before FROM pg_attrdef d
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE d.adrelid = 'invoices'::regclass AND a.attname = 'due_minor';
  EXECUTE format('ALTER TABLE invoices ALTER COLUMN due_minor SET EXPRESSION AS (greatest((%s) - disputed_minor, 0))', before);
END $$;

-- A quote made before an amount was disputed names another version than the invoice has after.
CREATE TRIGGER "invoices_version_disputed" BEFORE UPDATE ON "invoices" FOR EACH ROW
  WHEN (OLD.disputed_minor IS DISTINCT FROM NEW.disputed_minor)
  EXECUTE FUNCTION count_invoice_version();

DROP INDEX "invoices_apart";
CREATE INDEX "invoices_apart" ON "invoices" ("vendor_id", "customer_id", "due_on" DESC)
  WHERE "issued_at" IS NOT NULL AND "archived_at" IS NULL AND ("voided_at" IS NOT NULL OR "disputed_at" IS NOT NULL OR "disputed_minor" > 0);

-- A statement goes from a customer's lines to their entries; the index alone now says which.
DROP INDEX "ledger_lines_by_customer";
CREATE INDEX "ledger_lines_by_customer" ON "ledger_lines" ("vendor_id", "customer_id", "currency", "account") INCLUDE ("amount_minor", "entry_id");
