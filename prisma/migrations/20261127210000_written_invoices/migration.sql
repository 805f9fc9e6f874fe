-- The vendor's own numbers for the invoices that staff write: a prefix, and the number that comes next.
CREATE TABLE "invoice_series" (
    "vendor_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "first" BIGINT NOT NULL,
    "next" BIGINT NOT NULL,

    CONSTRAINT "invoice_series_pkey" PRIMARY KEY ("vendor_id")
);
ALTER TABLE "invoice_series"
  ADD CONSTRAINT "invoice_series_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id"),
  ADD CONSTRAINT "invoice_series_numbers" CHECK ("first" > 0 AND "next" >= "first"),
  ADD CONSTRAINT "invoice_series_prefix" CHECK ("prefix" ~ '^[A-Za-z0-9./_-]{0,20}$');

-- What an invoice asks for stays as it was issued: its lines change only while it is a draft.
CREATE FUNCTION check_invoice_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM invoices i WHERE i.id = OLD.invoice_id AND i.issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the lines of invoice % were issued', OLD.invoice_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "invoice_lines_change" BEFORE UPDATE OR DELETE ON "invoice_lines" FOR EACH ROW EXECUTE FUNCTION check_invoice_line_change();

-- A draft can be thrown away, an issued invoice never; and what was issued is no draft again.
CREATE FUNCTION check_invoice_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'invoice % was issued', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "invoices_end" BEFORE DELETE ON "invoices" FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION check_invoice_end();
CREATE TRIGGER "invoices_stay_issued" BEFORE UPDATE ON "invoices" FOR EACH ROW
  WHEN (OLD.issued_at IS NOT NULL AND (OLD.issued_at, OLD.number, OLD.currency, OLD.customer_id) IS DISTINCT FROM (NEW.issued_at, NEW.number, NEW.currency, NEW.customer_id))
  EXECUTE FUNCTION check_invoice_end();
