-- Money that goes back: refunds we ask for or that are made at the gateway, and disputes that take it. Numbers (I4 …)
-- name the invariants. A reversal comes off invoices (its allocations), off the fee, off credit that was left over
-- (unapplied), and what the payment no longer held is a loss; these add up to its amount.

CREATE TABLE "refunds" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "unapplied_minor" BIGINT NOT NULL DEFAULT 0,
    "loss_minor" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "origin" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "request_hash" BYTEA NOT NULL,
    "gateway_refund_id" TEXT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "synced_at" TIMESTAMPTZ(6),
    "booked_at" TIMESTAMPTZ(6),
    "succeeded_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "refund_allocations" (
    "vendor_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_allocations_pkey" PRIMARY KEY ("refund_id", "invoice_id")
);
CREATE TABLE "refund_returns" (
    "vendor_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "restored_minor" BIGINT NOT NULL,
    "credited_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_returns_pkey" PRIMARY KEY ("refund_id", "invoice_id")
);
CREATE TABLE "gateway_disputes" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "unapplied_minor" BIGINT NOT NULL DEFAULT 0,
    "loss_minor" BIGINT NOT NULL DEFAULT 0,
    "gateway_dispute_id" TEXT NOT NULL,
    "gateway_charge_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "is_charge_refundable" BOOLEAN NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "synced_at" TIMESTAMPTZ(6) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "reinstated_at" TIMESTAMPTZ(6),

    CONSTRAINT "gateway_disputes_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "dispute_allocations" (
    "vendor_id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "dispute_allocations_pkey" PRIMARY KEY ("dispute_id", "invoice_id")
);
CREATE TABLE "dispute_returns" (
    "vendor_id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "restored_minor" BIGINT NOT NULL,
    "credited_minor" BIGINT NOT NULL,

    CONSTRAINT "dispute_returns_pkey" PRIMARY KEY ("dispute_id", "invoice_id")
);
CREATE TABLE "refund_documents" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "signature" BYTEA NOT NULL,
    "key_id" UUID NOT NULL,

    CONSTRAINT "refund_documents_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "refund_document_series" (
    "vendor_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "refund_document_series_pkey" PRIMARY KEY ("vendor_id", "year")
);
ALTER TABLE "outgoing_mails" ADD COLUMN "refund_document_id" UUID;

CREATE UNIQUE INDEX "staff_vendor_id_id_key" ON "staff" ("vendor_id", "id");
CREATE UNIQUE INDEX "refunds_gateway_refund_id_key" ON "refunds" ("gateway_refund_id");
CREATE UNIQUE INDEX "refunds_vendor_id_id_payment_id_customer_id_currency_key" ON "refunds" ("vendor_id", "id", "payment_id", "customer_id", "currency");
CREATE INDEX "refunds_payment_id_idx" ON "refunds" ("payment_id");
CREATE INDEX "refunds_pending" ON "refunds" ("created_at") WHERE "state" = 'pending';
CREATE INDEX "refund_allocations_payment_id_invoice_id_idx" ON "refund_allocations" ("payment_id", "invoice_id");
CREATE INDEX "refund_allocations_invoice_id_idx" ON "refund_allocations" ("invoice_id");
CREATE UNIQUE INDEX "gateway_disputes_gateway_dispute_id_key" ON "gateway_disputes" ("gateway_dispute_id");
CREATE UNIQUE INDEX "gateway_disputes_vendor_id_id_payment_id_customer_id_currency_k" ON "gateway_disputes" ("vendor_id", "id", "payment_id", "customer_id", "currency");
CREATE INDEX "gateway_disputes_payment_id_idx" ON "gateway_disputes" ("payment_id");
CREATE INDEX "dispute_allocations_payment_id_invoice_id_idx" ON "dispute_allocations" ("payment_id", "invoice_id");
CREATE INDEX "dispute_allocations_invoice_id_idx" ON "dispute_allocations" ("invoice_id");
CREATE UNIQUE INDEX "refund_documents_refund_id_key" ON "refund_documents" ("refund_id");
CREATE UNIQUE INDEX "refund_documents_vendor_id_year_sequence_key" ON "refund_documents" ("vendor_id", "year", "sequence");
CREATE UNIQUE INDEX "refund_documents_vendor_id_number_key" ON "refund_documents" ("vendor_id", "number");
CREATE INDEX "refund_documents_vendor_id_customer_id_issued_at_id_idx" ON "refund_documents" ("vendor_id", "customer_id", "issued_at" DESC, "id");

-- I17: one vendor, customer and currency; and a share comes off what the payment itself had put on the invoice.
ALTER TABLE "refunds"
  ADD CONSTRAINT "refunds_payment_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "refunds_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "refunds_amounts" CHECK ("amount_minor" > 0 AND "fee_minor" >= 0 AND "unapplied_minor" >= 0 AND "loss_minor" >= 0
    AND "fee_minor" + "unapplied_minor" + "loss_minor" <= "amount_minor"),
  ADD CONSTRAINT "refunds_state" CHECK ("state" IN ('pending', 'succeeded', 'failed', 'cancelled')),
  ADD CONSTRAINT "refunds_origin" CHECK (("origin" = 'ours' AND "loss_minor" = 0) OR ("origin" = 'gateway' AND "channel" = 'gateway' AND "staff_id" IS NULL)),
  ADD CONSTRAINT "refunds_channel" CHECK ("channel" IN ('gateway', 'outside') AND ("channel" = 'gateway' OR "gateway_refund_id" IS NULL)),
  ADD CONSTRAINT "refunds_reason" CHECK ("reason" <> ''),
  ADD CONSTRAINT "refunds_booked" CHECK ("booked_at" IS NULL OR "channel" = 'outside' OR "gateway_refund_id" IS NOT NULL),
  ADD CONSTRAINT "refunds_succeeded" CHECK (("succeeded_at" IS NULL OR "booked_at" IS NOT NULL) AND ("state" <> 'succeeded' OR "succeeded_at" IS NOT NULL)
    AND ("state" <> 'pending' OR "succeeded_at" IS NULL)),
  ADD CONSTRAINT "refunds_failed" CHECK (("failed_at" IS NOT NULL) = ("state" IN ('failed', 'cancelled')));
ALTER TABLE "refund_allocations"
  ADD CONSTRAINT "refund_allocations_refund_fkey" FOREIGN KEY ("vendor_id", "refund_id", "payment_id", "customer_id", "currency")
    REFERENCES "refunds" ("vendor_id", "id", "payment_id", "customer_id", "currency"),
  ADD CONSTRAINT "refund_allocations_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "refund_allocations_allocation_fkey" FOREIGN KEY ("payment_id", "invoice_id") REFERENCES "allocations" ("payment_id", "invoice_id"),
  ADD CONSTRAINT "refund_allocations_amount" CHECK ("amount_minor" > 0);
ALTER TABLE "refund_returns"
  ADD CONSTRAINT "refund_returns_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id"),
  ADD CONSTRAINT "refund_returns_allocation_fkey" FOREIGN KEY ("refund_id", "invoice_id") REFERENCES "refund_allocations" ("refund_id", "invoice_id"),
  ADD CONSTRAINT "refund_returns_amounts" CHECK ("restored_minor" >= 0 AND "credited_minor" >= 0);
ALTER TABLE "gateway_disputes"
  ADD CONSTRAINT "gateway_disputes_payment_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "gateway_disputes_amounts" CHECK ("amount_minor" > 0 AND "fee_minor" >= 0 AND "unapplied_minor" >= 0 AND "loss_minor" >= 0
    AND "fee_minor" + "unapplied_minor" + "loss_minor" <= "amount_minor"),
  ADD CONSTRAINT "gateway_disputes_state" CHECK ("state" IN ('warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response',
    'under_review', 'won', 'lost', 'prevented', 'appeal_needs_response', 'appeal_under_review')),
  ADD CONSTRAINT "gateway_disputes_order" CHECK ("reinstated_at" IS NULL OR "withdrawn_at" IS NOT NULL),
  ADD CONSTRAINT "gateway_disputes_parts" CHECK ("withdrawn_at" IS NOT NULL OR ("fee_minor" = 0 AND "unapplied_minor" = 0 AND "loss_minor" = 0));
ALTER TABLE "dispute_allocations"
  ADD CONSTRAINT "dispute_allocations_dispute_fkey" FOREIGN KEY ("vendor_id", "dispute_id", "payment_id", "customer_id", "currency")
    REFERENCES "gateway_disputes" ("vendor_id", "id", "payment_id", "customer_id", "currency"),
  ADD CONSTRAINT "dispute_allocations_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "dispute_allocations_allocation_fkey" FOREIGN KEY ("payment_id", "invoice_id") REFERENCES "allocations" ("payment_id", "invoice_id"),
  ADD CONSTRAINT "dispute_allocations_amount" CHECK ("amount_minor" > 0);
ALTER TABLE "dispute_returns"
  ADD CONSTRAINT "dispute_returns_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id"),
  ADD CONSTRAINT "dispute_returns_allocation_fkey" FOREIGN KEY ("dispute_id", "invoice_id") REFERENCES "dispute_allocations" ("dispute_id", "invoice_id"),
  ADD CONSTRAINT "dispute_returns_amounts" CHECK ("restored_minor" >= 0 AND "credited_minor" >= 0);
ALTER TABLE "refund_documents"
  ADD CONSTRAINT "refund_documents_refund_fkey" FOREIGN KEY ("refund_id") REFERENCES "refunds" ("id"),
  ADD CONSTRAINT "refund_documents_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "refund_documents_key_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_keys" ("id"),
  ADD CONSTRAINT "refund_documents_sequence" CHECK ("sequence" > 0 AND "year" BETWEEN 2000 AND 9999 AND "total_minor" > 0);
ALTER TABLE "refund_document_series" ADD CONSTRAINT "refund_document_series_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");
ALTER TABLE "outgoing_mails" ADD CONSTRAINT "outgoing_mails_refund_document_fkey" FOREIGN KEY ("refund_document_id") REFERENCES "refund_documents" ("id");

-- What a payment has had taken back from one invoice: refunds asked for or made and disputes withdrawn, less what came back.
CREATE FUNCTION reversed_minor(of_payment uuid, of_invoice uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(a.amount_minor) FROM refund_allocations a JOIN refunds r ON r.id = a.refund_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice AND (r.booked_at IS NOT NULL OR r.state = 'pending')), 0)
    - coalesce((SELECT sum(b.restored_minor) FROM refund_allocations a JOIN refund_returns b ON b.refund_id = a.refund_id AND b.invoice_id = a.invoice_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
    + coalesce((SELECT sum(a.amount_minor) FROM dispute_allocations a WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
    - coalesce((SELECT sum(b.restored_minor) FROM dispute_allocations a JOIN dispute_returns b ON b.dispute_id = a.dispute_id AND b.invoice_id = a.invoice_id
      WHERE a.payment_id = of_payment AND a.invoice_id = of_invoice), 0)
$$;

-- I15, I16: what we ask for fits into what was captured and not taken back, and no dispute forbids it. The payment is
-- locked here too, so that two requests at once cannot both fit.
CREATE FUNCTION check_refund_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid payments; gone numeric;
BEGIN
  SELECT * INTO paid FROM payments p WHERE p.id = NEW.payment_id FOR UPDATE;
  IF paid.state IS DISTINCT FROM 'succeeded' OR (paid.channel = 'outside') <> (NEW.channel = 'outside') THEN
    RAISE EXCEPTION 'payment % cannot be refunded this way', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> 'pending' OR NEW.booked_at IS NOT NULL THEN
    RAISE EXCEPTION 'refund % does not begin as pending', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.origin <> 'ours' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM gateway_disputes d WHERE d.payment_id = NEW.payment_id AND NOT d.is_charge_refundable) THEN
    RAISE EXCEPTION 'a dispute forbids refunds of payment %', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT coalesce((SELECT sum(r.amount_minor) FROM refunds r WHERE r.payment_id = NEW.payment_id AND r.failed_at IS NULL), 0)
    + coalesce((SELECT sum(d.amount_minor) FROM gateway_disputes d WHERE d.payment_id = NEW.payment_id AND d.withdrawn_at IS NOT NULL AND d.reinstated_at IS NULL), 0)
    INTO gone;
  IF gone + NEW.amount_minor > paid.amount_minor THEN
    RAISE EXCEPTION 'refunds of payment % are more than is left of it', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "refunds_allowed" BEFORE INSERT ON "refunds" FOR EACH ROW EXECUTE FUNCTION check_refund_allowed();

-- I7: only the edges of the written state graph. A refund that succeeded may still fail, weeks later; nothing leads back.
CREATE FUNCTION check_refund_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'refunds are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.payment_id, OLD.currency, OLD.amount_minor, OLD.fee_minor, OLD.unapplied_minor, OLD.loss_minor, OLD.origin, OLD.channel, OLD.reason, OLD.staff_id, OLD.request_hash, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.payment_id, NEW.currency, NEW.amount_minor, NEW.fee_minor, NEW.unapplied_minor, NEW.loss_minor, NEW.origin, NEW.channel, NEW.reason, NEW.staff_id, NEW.request_hash, NEW.created_at)
    OR (OLD.gateway_refund_id IS NOT NULL AND NEW.gateway_refund_id IS DISTINCT FROM OLD.gateway_refund_id)
    OR (OLD.booked_at IS NOT NULL AND NEW.booked_at IS DISTINCT FROM OLD.booked_at)
    OR (OLD.succeeded_at IS NOT NULL AND NEW.succeeded_at IS DISTINCT FROM OLD.succeeded_at)
    OR (OLD.failed_at IS NOT NULL AND (NEW.failed_at, NEW.booked_at) IS DISTINCT FROM (OLD.failed_at, OLD.booked_at)) THEN
    RAISE EXCEPTION 'what refund % says cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'pending' THEN NEW.state IN ('succeeded', 'failed', 'cancelled')
      WHEN 'succeeded' THEN NEW.state = 'failed'
      ELSE false END) THEN
    RAISE EXCEPTION 'refund % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "refunds_change" BEFORE UPDATE OR DELETE ON "refunds" FOR EACH ROW EXECUTE FUNCTION check_refund_change();

CREATE FUNCTION check_dispute_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'disputes are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.payment_id, OLD.currency, OLD.amount_minor, OLD.gateway_dispute_id, OLD.gateway_charge_id, OLD.opened_at, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.payment_id, NEW.currency, NEW.amount_minor, NEW.gateway_dispute_id, NEW.gateway_charge_id, NEW.opened_at, NEW.created_at)
    OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.fee_minor, NEW.unapplied_minor, NEW.loss_minor) IS DISTINCT FROM (OLD.withdrawn_at, OLD.fee_minor, OLD.unapplied_minor, OLD.loss_minor))
    OR (OLD.reinstated_at IS NOT NULL AND NEW.reinstated_at IS DISTINCT FROM OLD.reinstated_at) THEN
    RAISE EXCEPTION 'dispute % reverses once and reinstates once', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "gateway_disputes_change" BEFORE UPDATE OR DELETE ON "gateway_disputes" FOR EACH ROW EXECUTE FUNCTION check_dispute_change();

-- Σ allocations + fee + unapplied + loss = amount, at every commit.
CREATE FUNCTION check_refund_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount_minor <> NEW.fee_minor + NEW.unapplied_minor + NEW.loss_minor
      + (SELECT coalesce(sum(a.amount_minor), 0) FROM refund_allocations a WHERE a.refund_id = NEW.id) THEN
    RAISE EXCEPTION 'refund % does not add up', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "refunds_add_up" AFTER INSERT ON "refunds" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_refund_adds_up();
CREATE FUNCTION check_dispute_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.withdrawn_at IS NOT NULL AND NEW.amount_minor <> NEW.fee_minor + NEW.unapplied_minor + NEW.loss_minor
      + (SELECT coalesce(sum(a.amount_minor), 0) FROM dispute_allocations a WHERE a.dispute_id = NEW.id) THEN
    RAISE EXCEPTION 'dispute % does not add up', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "gateway_disputes_add_up" AFTER INSERT OR UPDATE OF "withdrawn_at" ON "gateway_disputes" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_dispute_adds_up();

-- All shares of a reversal come in one statement; none takes more off an invoice than the payment still has there.
CREATE FUNCTION check_refund_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  PERFORM FROM payments p WHERE p.id IN (SELECT payment_id FROM inserted) ORDER BY p.id FOR UPDATE;
  SELECT r.id INTO wrong FROM refunds r WHERE r.id IN (SELECT refund_id FROM inserted)
    AND (r.state <> 'pending' OR r.booked_at IS NOT NULL OR r.amount_minor <> r.fee_minor + r.unapplied_minor + r.loss_minor
      + (SELECT sum(a.amount_minor) FROM refund_allocations a WHERE a.refund_id = r.id)) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'shares of refund % do not add up or come too late', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  SELECT i.invoice_id INTO wrong FROM inserted i JOIN allocations a ON a.payment_id = i.payment_id AND a.invoice_id = i.invoice_id
    WHERE reversed_minor(i.payment_id, i.invoice_id) > a.amount_minor LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'more taken back from invoice % than its payment has there', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "refund_allocations_fit" AFTER INSERT ON "refund_allocations" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_refund_allocations();
CREATE FUNCTION check_dispute_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  PERFORM FROM payments p WHERE p.id IN (SELECT payment_id FROM inserted) ORDER BY p.id FOR UPDATE;
  SELECT d.id INTO wrong FROM gateway_disputes d WHERE d.id IN (SELECT dispute_id FROM inserted)
    AND (d.withdrawn_at IS NULL OR d.amount_minor <> d.fee_minor + d.unapplied_minor + d.loss_minor
      + (SELECT sum(a.amount_minor) FROM dispute_allocations a WHERE a.dispute_id = d.id)) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'shares of dispute % do not add up', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  SELECT i.invoice_id INTO wrong FROM inserted i JOIN allocations a ON a.payment_id = i.payment_id AND a.invoice_id = i.invoice_id
    WHERE reversed_minor(i.payment_id, i.invoice_id) > a.amount_minor LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'more taken back from invoice % than its payment has there', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "dispute_allocations_fit" AFTER INSERT ON "dispute_allocations" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_dispute_allocations();

-- What comes back of a share is all of it: to the invoice as far as it takes it, the rest as the customer's credit (I14).
CREATE FUNCTION check_refund_returns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT i.refund_id INTO wrong FROM inserted i JOIN refund_allocations a ON a.refund_id = i.refund_id AND a.invoice_id = i.invoice_id
    JOIN refunds r ON r.id = i.refund_id
    WHERE i.restored_minor + i.credited_minor <> a.amount_minor OR r.booked_at IS NULL OR r.failed_at IS NULL OR r.vendor_id <> i.vendor_id LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'refund % does not come back like this', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "refund_returns_fit" AFTER INSERT ON "refund_returns" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_refund_returns();
CREATE FUNCTION check_dispute_returns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT i.dispute_id INTO wrong FROM inserted i JOIN dispute_allocations a ON a.dispute_id = i.dispute_id AND a.invoice_id = i.invoice_id
    JOIN gateway_disputes d ON d.id = i.dispute_id
    WHERE i.restored_minor + i.credited_minor <> a.amount_minor OR d.reinstated_at IS NULL OR d.vendor_id <> i.vendor_id LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'dispute % does not come back like this', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "dispute_returns_fit" AFTER INSERT ON "dispute_returns" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_dispute_returns();

-- A refund document stands for a refund of the same vendor and customer that succeeded, over its amount.
CREATE FUNCTION check_refund_document_is_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM refunds r WHERE r.id = NEW.refund_id AND r.state = 'succeeded' AND r.amount_minor = NEW.total_minor
      AND (r.vendor_id, r.customer_id, r.currency) = (NEW.vendor_id, NEW.customer_id, NEW.currency)) THEN
    RAISE EXCEPTION 'no document for refund %: it has not succeeded for that amount', NEW.refund_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "refund_documents_earned" BEFORE INSERT ON "refund_documents" FOR EACH ROW EXECUTE FUNCTION check_refund_document_is_earned();

-- What somebody lost who was given the money back twice (a refund, and a dispute over the same payment).
ALTER TABLE "ledger_lines" DROP CONSTRAINT "ledger_lines_account";
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_account" CHECK ("account" IN
  ('receivable', 'revenue', 'tax', 'gateway_clearing', 'outside_clearing', 'fees', 'customer_credit', 'losses'));

CREATE TRIGGER "refund_allocations_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "refund_allocations" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "refund_returns_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "refund_returns" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "dispute_allocations_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "dispute_allocations" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "dispute_returns_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "dispute_returns" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "refund_documents_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "refund_documents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "refunds_no_truncate" BEFORE TRUNCATE ON "refunds" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "gateway_disputes_no_truncate" BEFORE TRUNCATE ON "gateway_disputes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
