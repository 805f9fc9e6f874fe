-- Credit on account: what a vendor owes back to a customer, in lots. Where a lot came from is its source; what became of
-- it is its moves, appended only, and its counters are the fold of them (I9). Numbers (I1 …) name the invariants.

ALTER TABLE "vendors" ADD COLUMN "credit_use" TEXT NOT NULL DEFAULT 'choice',
  ADD CONSTRAINT "vendors_credit_use" CHECK ("credit_use" IN ('always', 'choice', 'never'));

CREATE TABLE "credits" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "invoice_id" UUID,
    "payment_id" UUID,
    "reason" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "held_minor" BIGINT NOT NULL DEFAULT 0,
    "used_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "remaining_minor" BIGINT NOT NULL GENERATED ALWAYS AS ("amount_minor" - "held_minor" - "used_minor" - "refunded_minor") STORED,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "credits_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "credit_notes" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "invoice_id" UUID,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "applied_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "request_hash" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "credit_notes_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "credit_note_series" (
    "vendor_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "credit_note_series_pkey" PRIMARY KEY ("vendor_id", "year")
);
CREATE TABLE "credit_payouts" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "credit_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "request_hash" BYTEA NOT NULL,
    "paid_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "credit_payouts_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "credit_moves" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "credit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "payment_id" UUID,
    "refund_id" UUID,
    "dispute_id" UUID,
    "payout_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "credit_moves_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "credits_vendor_id_id_customer_id_currency_key" ON "credits" ("vendor_id", "id", "customer_id", "currency");
CREATE UNIQUE INDEX "credit_notes_vendor_id_year_sequence_key" ON "credit_notes" ("vendor_id", "year", "sequence");
CREATE UNIQUE INDEX "credit_notes_vendor_id_number_key" ON "credit_notes" ("vendor_id", "number");
CREATE INDEX "credit_notes_invoice_id_idx" ON "credit_notes" ("invoice_id");
CREATE INDEX "credit_moves_payment_id_idx" ON "credit_moves" ("payment_id");
CREATE INDEX "credit_moves_refund_id_idx" ON "credit_moves" ("refund_id");
CREATE INDEX "credit_moves_dispute_id_idx" ON "credit_moves" ("dispute_id");

-- What Prisma's language cannot say stands below.

-- I4: a source gives one lot, or one for each invoice it could not go to.
CREATE UNIQUE INDEX "credits_one_per_source" ON "credits" ("vendor_id", "source", "source_id", "invoice_id") NULLS NOT DISTINCT;
CREATE INDEX "credits_left" ON "credits" ("vendor_id", "customer_id", "currency", "id") INCLUDE ("remaining_minor") WHERE "remaining_minor" > 0;
CREATE INDEX "credits_by_customer" ON "credits" ("vendor_id", "customer_id", "created_at");
CREATE INDEX "credits_by_payment" ON "credits" ("payment_id") WHERE "payment_id" IS NOT NULL;
-- I4: whoever moves a lot does each thing to it once.
CREATE UNIQUE INDEX "credit_moves_once" ON "credit_moves" ("credit_id", "kind", coalesce("payment_id", "refund_id", "dispute_id", "payout_id"));

-- I17 by foreign keys; and credit is never negative, whatever the code does.
ALTER TABLE "credits"
  ADD CONSTRAINT "credits_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "credits_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credits_payment_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credits_source" CHECK (CASE "source"
    WHEN 'credit_note' THEN "payment_id" IS NULL
    WHEN 'overpayment' THEN "payment_id" = "source_id" AND "invoice_id" IS NULL
    WHEN 'voided_invoice' THEN "payment_id" = "source_id" AND "invoice_id" IS NOT NULL
    WHEN 'refund_returned' THEN num_nonnulls("payment_id", "invoice_id") = 2
    WHEN 'dispute_reinstated' THEN num_nonnulls("payment_id", "invoice_id") = 2
    ELSE false END),
  ADD CONSTRAINT "credits_amounts" CHECK ("amount_minor" > 0 AND "held_minor" >= 0 AND "used_minor" >= 0 AND "refunded_minor" >= 0),
  ADD CONSTRAINT "credits_never_negative" CHECK ("held_minor" + "used_minor" + "refunded_minor" <= "amount_minor");
-- The CHECK of a nullable column passes where it is null.
ALTER TABLE "credits" ADD CONSTRAINT "credits_source_payment" CHECK ("source" = 'credit_note' OR "payment_id" IS NOT NULL);
ALTER TABLE "credit_notes"
  ADD CONSTRAINT "credit_notes_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "credit_notes_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_notes_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "credit_notes_amounts" CHECK ("amount_minor" > 0 AND "tax_minor" BETWEEN 0 AND "amount_minor" AND "applied_minor" BETWEEN 0 AND "amount_minor"
    AND ("invoice_id" IS NOT NULL OR ("applied_minor" = 0 AND "tax_minor" = 0))),
  ADD CONSTRAINT "credit_notes_sequence" CHECK ("sequence" > 0 AND "year" BETWEEN 2000 AND 9999),
  ADD CONSTRAINT "credit_notes_reason" CHECK ("reason" <> '');
ALTER TABLE "credit_note_series" ADD CONSTRAINT "credit_note_series_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");
ALTER TABLE "credit_payouts"
  ADD CONSTRAINT "credit_payouts_credit_fkey" FOREIGN KEY ("vendor_id", "credit_id", "customer_id", "currency") REFERENCES "credits" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_payouts_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "credit_payouts_amount" CHECK ("amount_minor" > 0),
  ADD CONSTRAINT "credit_payouts_reason" CHECK ("reason" <> '');
CREATE UNIQUE INDEX "credit_payouts_family" ON "credit_payouts" ("vendor_id", "id", "customer_id", "currency");
CREATE UNIQUE INDEX "refunds_family" ON "refunds" ("vendor_id", "id", "customer_id", "currency");
CREATE UNIQUE INDEX "gateway_disputes_family" ON "gateway_disputes" ("vendor_id", "id", "customer_id", "currency");
ALTER TABLE "credit_moves"
  ADD CONSTRAINT "credit_moves_credit_fkey" FOREIGN KEY ("vendor_id", "credit_id", "customer_id", "currency") REFERENCES "credits" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_moves_payment_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_moves_refund_fkey" FOREIGN KEY ("vendor_id", "refund_id", "customer_id", "currency") REFERENCES "refunds" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_moves_dispute_fkey" FOREIGN KEY ("vendor_id", "dispute_id", "customer_id", "currency") REFERENCES "gateway_disputes" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_moves_payout_fkey" FOREIGN KEY ("vendor_id", "payout_id", "customer_id", "currency") REFERENCES "credit_payouts" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "credit_moves_amount" CHECK ("amount_minor" > 0),
  ADD CONSTRAINT "credit_moves_mover" CHECK (num_nonnulls("payment_id", "refund_id", "dispute_id", "payout_id") = 1
    AND CASE "kind" WHEN 'held' THEN true WHEN 'freed' THEN true WHEN 'used' THEN "payment_id" IS NOT NULL
      WHEN 'gone' THEN "payment_id" IS NULL WHEN 'back' THEN num_nonnulls("refund_id", "dispute_id") = 1 ELSE false END);

-- I9: a lot's counters follow its moves here and nowhere else. Whatever is used, freed or gone was held before.
CREATE FUNCTION count_credit_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE credits c SET held_minor = c.held_minor + m.held, used_minor = c.used_minor + m.used, refunded_minor = c.refunded_minor + m.refunded
  FROM (SELECT i.credit_id,
      sum(CASE i.kind WHEN 'held' THEN i.amount_minor WHEN 'back' THEN 0 ELSE -i.amount_minor END) AS held,
      sum(CASE i.kind WHEN 'used' THEN i.amount_minor ELSE 0 END) AS used,
      sum(CASE i.kind WHEN 'gone' THEN i.amount_minor WHEN 'back' THEN -i.amount_minor ELSE 0 END) AS refunded
    FROM inserted i GROUP BY i.credit_id) m
  WHERE c.id = m.credit_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "credit_moves_count" AFTER INSERT ON "credit_moves" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION count_credit_moves();
CREATE FUNCTION check_credit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'credits are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF pg_trigger_depth() < 2 OR (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.source, OLD.source_id, OLD.invoice_id, OLD.payment_id, OLD.reason, OLD.amount_minor, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.source, NEW.source_id, NEW.invoice_id, NEW.payment_id, NEW.reason, NEW.amount_minor, NEW.created_at) THEN
    RAISE EXCEPTION 'credit % changes by its moves alone', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "credits_change" BEFORE UPDATE OR DELETE ON "credits" FOR EACH ROW EXECUTE FUNCTION check_credit_change();
CREATE FUNCTION check_credit_begins_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.held_minor, NEW.used_minor, NEW.refunded_minor) <> (0, 0, 0) THEN
    RAISE EXCEPTION 'credit % does not begin whole', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "credits_begin" BEFORE INSERT ON "credits" FOR EACH ROW EXECUTE FUNCTION check_credit_begins_whole();
CREATE TRIGGER "credits_no_truncate" BEFORE TRUNCATE ON "credits" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "credit_moves_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_moves" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "credit_notes_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_notes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "credit_payouts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_payouts" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The notes of an invoice never come to more than it asked for; the invoice is locked, so that two at once cannot both fit.
CREATE FUNCTION check_credit_note_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE noted invoices;
BEGIN
  IF NEW.invoice_id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO noted FROM invoices i WHERE i.id = NEW.invoice_id FOR UPDATE;
  IF noted.issued_at IS NULL OR noted.voided_at IS NOT NULL
    OR (SELECT sum(n.amount_minor) FROM credit_notes n WHERE n.invoice_id = NEW.invoice_id) > noted.total_minor
    OR (SELECT sum(n.tax_minor) FROM credit_notes n WHERE n.invoice_id = NEW.invoice_id) > noted.tax_minor THEN
    RAISE EXCEPTION 'credit note % does not fit invoice %', NEW.id, NEW.invoice_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "credit_notes_fit" AFTER INSERT ON "credit_notes" FOR EACH ROW EXECUTE FUNCTION check_credit_note_fits();

-- A payment settles its invoices with money, with credit, or with both. What credit covers wholly asks no gateway.
ALTER TABLE "payments" ADD COLUMN "credit_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "payments" DROP CONSTRAINT "payments_amounts", DROP CONSTRAINT "payments_settled_by_gateway", DROP CONSTRAINT "payments_count";
ALTER TABLE "payments"
  ADD CONSTRAINT "payments_amounts" CHECK ("amount_minor" >= 0 AND "credit_minor" >= 0 AND "amount_minor" + "credit_minor" > 0 AND "fee_minor" >= 0
    AND "unapplied_minor" >= 0 AND "fee_minor" + "unapplied_minor" <= "amount_minor" AND ("credit_minor" = 0 OR "channel" = 'portal')),
  ADD CONSTRAINT "payments_settled_by_gateway" CHECK ("state" <> 'succeeded' OR "channel" = 'outside' OR "gateway_intent_id" IS NOT NULL OR "amount_minor" = 0),
  -- Money received outside with nothing open to pay is credit, all of it.
  ADD CONSTRAINT "payments_count" CHECK ("invoice_count" BETWEEN 1 AND 100000
    OR ("invoice_count" = 0 AND "channel" = 'outside' AND "unapplied_minor" = "amount_minor"));
ALTER TABLE "allocations" ADD COLUMN "credit_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "allocations" DROP CONSTRAINT "allocations_amount";
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_amount" CHECK ("amount_minor" >= 0 AND "credit_minor" >= 0 AND "amount_minor" + "credit_minor" > 0);
ALTER TABLE "receipts" DROP CONSTRAINT "receipts_sequence";
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_sequence" CHECK ("sequence" > 0 AND "year" BETWEEN 2000 AND 9999 AND "total_minor" >= 0);

CREATE OR REPLACE FUNCTION check_payment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'payments are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.amount_minor, OLD.credit_minor, OLD.fee_minor, OLD.unapplied_minor, OLD.channel, OLD.request_hash, OLD.created_at, OLD.invoice_count, OLD.contact_id, OLD.method_id, OLD.gateway_request)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.amount_minor, NEW.credit_minor, NEW.fee_minor, NEW.unapplied_minor, NEW.channel, NEW.request_hash, NEW.created_at, NEW.invoice_count, NEW.contact_id, NEW.method_id, NEW.gateway_request) THEN
    RAISE EXCEPTION 'what payment % asked for cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.gateway_intent_id IS NOT NULL AND NEW.gateway_intent_id IS DISTINCT FROM OLD.gateway_intent_id THEN
    RAISE EXCEPTION 'payment % has its intent already', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'reserved' THEN NEW.state IN ('action_required', 'processing', 'checking', 'succeeded', 'failed', 'cancelled')
      WHEN 'checking' THEN NEW.state IN ('action_required', 'processing', 'succeeded', 'failed', 'cancelled')
      WHEN 'action_required' THEN NEW.state IN ('processing', 'checking', 'succeeded', 'failed', 'cancelled')
      WHEN 'processing' THEN NEW.state IN ('checking', 'succeeded', 'failed', 'cancelled')
      ELSE false END) THEN
    RAISE EXCEPTION 'payment % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- I1: Σ allocations + fee + unapplied = amount, Σ credit shares = credit, and that much credit is held for it.
CREATE OR REPLACE FUNCTION check_payment_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE shares record;
BEGIN
  SELECT coalesce(sum(a.amount_minor), 0) AS money, coalesce(sum(a.credit_minor), 0) AS credit, count(*) AS count INTO shares
    FROM allocations a WHERE a.payment_id = NEW.id;
  IF NEW.amount_minor <> NEW.fee_minor + NEW.unapplied_minor + shares.money OR NEW.credit_minor <> shares.credit THEN
    RAISE EXCEPTION 'payment % does not add up', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.invoice_count <> shares.count THEN
    RAISE EXCEPTION 'payment % miscounts its invoices', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.credit_minor > 0 AND NEW.credit_minor IS DISTINCT FROM
      (SELECT sum(m.amount_minor) FROM credit_moves m WHERE m.payment_id = NEW.id AND m.kind = 'held') THEN
    RAISE EXCEPTION 'payment % does not hold the credit it uses', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION check_allocations_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT p.id INTO wrong FROM payments p
    JOIN (SELECT DISTINCT payment_id FROM inserted) i ON i.payment_id = p.id,
    LATERAL (SELECT sum(a.amount_minor) AS money, sum(a.credit_minor) AS credit FROM allocations a WHERE a.payment_id = p.id) shares
    WHERE p.amount_minor <> p.fee_minor + p.unapplied_minor + shares.money OR p.credit_minor <> shares.credit
       OR NOT (p.state = 'reserved' OR (p.channel = 'outside' AND p.state = 'succeeded'))
    LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'allocations of payment % do not add up or come too late', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;

-- What a payment no longer has on one invoice: refunds asked for or made and disputes withdrawn, less what came back, and
-- what the invoice could not take because it was void by then, which is credit.
CREATE OR REPLACE FUNCTION reversed_minor(of_payment uuid, of_invoice uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(a.amount_minor) FROM refund_allocations a JOIN refunds r ON r.id = a.refund_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice AND (r.booked_at IS NOT NULL OR r.state = 'pending')), 0)
    - coalesce((SELECT sum(b.restored_minor) FROM refund_allocations a JOIN refund_returns b ON b.refund_id = a.refund_id AND b.invoice_id = a.invoice_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
    + coalesce((SELECT sum(a.amount_minor) FROM dispute_allocations a WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
    - coalesce((SELECT sum(b.restored_minor) FROM dispute_allocations a JOIN dispute_returns b ON b.dispute_id = a.dispute_id AND b.invoice_id = a.invoice_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
    + coalesce((SELECT sum(c.amount_minor) FROM credits c WHERE c.source = 'voided_invoice' AND c.payment_id = of_payment AND c.invoice_id = of_invoice), 0)
$$;

-- Credit that the books hold from before it had rows: what failed refunds and won disputes found no room for.
INSERT INTO "credits" ("id", "vendor_id", "customer_id", "currency", "source", "source_id", "invoice_id", "payment_id", "amount_minor", "created_at")
  SELECT gen_random_uuid(), r.vendor_id, r.customer_id, r.currency, 'refund_returned', r.id, b.invoice_id, r.payment_id, b.credited_minor, r.failed_at
  FROM "refund_returns" b JOIN "refunds" r ON r.id = b.refund_id WHERE b.credited_minor > 0
  UNION ALL
  SELECT gen_random_uuid(), d.vendor_id, d.customer_id, d.currency, 'dispute_reinstated', d.id, b.invoice_id, d.payment_id, b.credited_minor, d.reinstated_at
  FROM "dispute_returns" b JOIN "gateway_disputes" d ON d.id = b.dispute_id WHERE b.credited_minor > 0;
