-- Charges agreed beforehand: on a date that the customer chose, or by AutoPay as invoices fall due. Numbers (I22 …) name
-- the invariants.

CREATE TABLE "autopays" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "contact_id" UUID NOT NULL,
    "method_id" UUID NOT NULL,
    "cap_minor" BIGINT NOT NULL,
    "notice_days" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "end_reason" TEXT,

    CONSTRAINT "autopays_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "scheduled_charges" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "autopay_id" UUID,
    "contact_id" UUID NOT NULL,
    "method_id" UUID NOT NULL,
    "charge_on" DATE NOT NULL,
    "agreed_minor" BIGINT NOT NULL,
    "agreed_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "request_hash" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "reason" TEXT,
    "next_on" DATE NOT NULL,
    "payment_id" UUID NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "run_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "scheduled_charges_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "scheduled_charge_invoices" (
    "vendor_id" UUID NOT NULL,
    "charge_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "drop_reason" TEXT,

    CONSTRAINT "scheduled_charge_invoices_pkey" PRIMARY KEY ("charge_id", "invoice_id")
);

ALTER TABLE "autopays"
  ADD CONSTRAINT "autopays_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "autopays_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
  ADD CONSTRAINT "autopays_method_fkey" FOREIGN KEY ("vendor_id", "method_id") REFERENCES "payment_methods" ("vendor_id", "id"),
  ADD CONSTRAINT "autopays_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "autopays_terms" CHECK ("cap_minor" > 0 AND "notice_days" BETWEEN 1 AND 14),
  ADD CONSTRAINT "autopays_ended" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL)
    AND ("end_reason" IS NULL OR "end_reason" IN ('customer', 'changed', 'method-removed')));
CREATE UNIQUE INDEX "autopays_vendor_id_id_customer_id_currency_key" ON "autopays" ("vendor_id", "id", "customer_id", "currency");
-- One agreement at a time, whoever presses the button how often.
CREATE UNIQUE INDEX "autopays_one" ON "autopays" ("vendor_id", "customer_id", "currency") WHERE "ended_at" IS NULL;

CREATE UNIQUE INDEX "scheduled_charges_payment_id_key" ON "scheduled_charges" ("payment_id");
CREATE UNIQUE INDEX "scheduled_charges_vendor_id_id_customer_id_currency_key" ON "scheduled_charges" ("vendor_id", "id", "customer_id", "currency");
ALTER TABLE "scheduled_charges"
  ADD CONSTRAINT "scheduled_charges_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "scheduled_charges_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
  ADD CONSTRAINT "scheduled_charges_method_fkey" FOREIGN KEY ("vendor_id", "method_id") REFERENCES "payment_methods" ("vendor_id", "id"),
  ADD CONSTRAINT "scheduled_charges_autopay_fkey" FOREIGN KEY ("vendor_id", "autopay_id", "customer_id", "currency")
    REFERENCES "autopays" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "scheduled_charges_kind" CHECK ("kind" IN ('scheduled', 'autopay') AND ("kind" = 'autopay') = ("autopay_id" IS NOT NULL)),
  ADD CONSTRAINT "scheduled_charges_amount" CHECK ("agreed_minor" > 0 AND "agreed_fee_minor" >= 0),
  ADD CONSTRAINT "scheduled_charges_state" CHECK ("state" IN ('scheduled', 'running', 'retrying', 'succeeded', 'failed', 'cancelled')),
  ADD CONSTRAINT "scheduled_charges_ended" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('succeeded', 'failed', 'cancelled'))),
  ADD CONSTRAINT "scheduled_charges_reason" CHECK ("state" IN ('running') OR ("reason" IS NOT NULL) = ("state" IN ('retrying', 'failed', 'cancelled'))),
  ADD CONSTRAINT "scheduled_charges_tries" CHECK ("tries" BETWEEN 0 AND 4 AND ("tries" = 0) = ("run_at" IS NULL)
    AND ("state" <> 'scheduled' OR "tries" = 0) AND ("state" NOT IN ('running', 'retrying', 'succeeded') OR "tries" > 0)),
  ADD CONSTRAINT "scheduled_charges_next" CHECK ("next_on" >= "charge_on");
CREATE INDEX "scheduled_charges_under_way" ON "scheduled_charges" ("next_on") WHERE "ended_at" IS NULL;
CREATE INDEX "scheduled_charges_by_customer" ON "scheduled_charges" ("vendor_id", "customer_id", "created_at" DESC);

ALTER TABLE "scheduled_charge_invoices"
  ADD CONSTRAINT "scheduled_charge_invoices_charge_fkey" FOREIGN KEY ("vendor_id", "charge_id", "customer_id", "currency")
    REFERENCES "scheduled_charges" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "scheduled_charge_invoices_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency")
    REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "scheduled_charge_invoices_amount" CHECK ("amount_minor" > 0),
  ADD CONSTRAINT "scheduled_charge_invoices_dropped" CHECK ("drop_reason" IS NULL
    OR ("ended_at" IS NOT NULL AND "drop_reason" IN ('paid', 'in-flight', 'disputed', 'void', 'gone')));
-- An invoice stands in one charge at a time.
CREATE UNIQUE INDEX "scheduled_charge_invoices_one" ON "scheduled_charge_invoices" ("vendor_id", "invoice_id") WHERE "ended_at" IS NULL;
CREATE INDEX "scheduled_charge_invoices_by_invoice" ON "scheduled_charge_invoices" ("vendor_id", "invoice_id");

-- What was agreed stays as agreed; only the edges of the written state graph; never before the date in the vendor's
-- zone (I22); and what may be charged under an id that exists is not given up while that is undecided.
CREATE FUNCTION check_scheduled_charge_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'scheduled charges are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'scheduled' THEN RAISE EXCEPTION 'scheduled charge % begins as scheduled', NEW.id USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.kind, OLD.autopay_id, OLD.contact_id, OLD.method_id, OLD.charge_on, OLD.agreed_minor, OLD.agreed_fee_minor, OLD.request_hash, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.kind, NEW.autopay_id, NEW.contact_id, NEW.method_id, NEW.charge_on, NEW.agreed_minor, NEW.agreed_fee_minor, NEW.request_hash, NEW.created_at) THEN
    RAISE EXCEPTION 'what scheduled charge % was agreed as cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'scheduled' THEN NEW.state IN ('running', 'cancelled')
      WHEN 'retrying' THEN NEW.state IN ('running', 'cancelled')
      WHEN 'running' THEN NEW.state IN ('retrying', 'succeeded', 'failed', 'cancelled')
      ELSE false END) THEN
    RAISE EXCEPTION 'scheduled charge % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.payment_id <> OLD.payment_id) <> (OLD.state = 'running' AND NEW.state = 'retrying') OR (NEW.next_on <> OLD.next_on AND NEW.state <> 'retrying') THEN
    RAISE EXCEPTION 'scheduled charge % has one payment for each try', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.tries <> OLD.tries + (NEW.state = 'running' AND OLD.state <> 'running')::int THEN
    RAISE EXCEPTION 'scheduled charge % miscounts its tries', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'running' AND OLD.state <> 'running' AND NOT EXISTS (
      SELECT FROM vendors v WHERE v.id = NEW.vendor_id AND (NEW.run_at AT TIME ZONE v.time_zone)::date >= NEW.next_on) THEN
    RAISE EXCEPTION 'scheduled charge % runs before its date', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'succeeded' AND OLD.state <> 'succeeded' AND NOT EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment_id AND p.scheduled_charge_id = NEW.id AND p.state = 'succeeded') THEN
    RAISE EXCEPTION 'scheduled charge % has no payment that succeeded', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.state = 'running' AND NEW.state <> 'running' AND EXISTS (SELECT FROM payments p WHERE p.id = OLD.payment_id AND
      (p.ended_at IS NULL OR (p.state = 'succeeded') <> (NEW.state = 'succeeded'))) THEN
    RAISE EXCEPTION 'scheduled charge % ends otherwise than its payment', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "scheduled_charges_change" BEFORE INSERT OR UPDATE OR DELETE ON "scheduled_charges" FOR EACH ROW EXECUTE FUNCTION check_scheduled_charge_change();
CREATE TRIGGER "scheduled_charges_no_truncate" BEFORE TRUNCATE ON "scheduled_charges" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A charge that has ended lets go of its invoices in the same statement.
CREATE FUNCTION end_scheduled_charge_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE scheduled_charge_invoices SET ended_at = NEW.ended_at WHERE vendor_id = NEW.vendor_id AND charge_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "scheduled_charges_let_go" AFTER UPDATE ON "scheduled_charges" FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION end_scheduled_charge_invoices();

CREATE FUNCTION check_scheduled_charge_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR (OLD.vendor_id, OLD.charge_id, OLD.invoice_id, OLD.customer_id, OLD.currency, OLD.amount_minor)
    IS DISTINCT FROM (NEW.vendor_id, NEW.charge_id, NEW.invoice_id, NEW.customer_id, NEW.currency, NEW.amount_minor) THEN
    RAISE EXCEPTION 'an invoice of a scheduled charge cannot change but by ending once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "scheduled_charge_invoices_change" BEFORE UPDATE OR DELETE ON "scheduled_charge_invoices" FOR EACH ROW EXECUTE FUNCTION check_scheduled_charge_invoice_change();

-- Σ invoices = what was agreed, at the commit that makes the charge.
CREATE FUNCTION check_scheduled_charge_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.agreed_minor <> (SELECT coalesce(sum(l.amount_minor), 0) FROM scheduled_charge_invoices l WHERE l.charge_id = NEW.id) THEN
    RAISE EXCEPTION 'scheduled charge % does not add up', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "scheduled_charges_add_up" AFTER INSERT ON "scheduled_charges" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_scheduled_charge_adds_up();

-- Every payment of a charge names it. It is the one that the charge expects at that moment, and no other: whoever comes
-- with another id, late, or twice is refused here, while the charge's row is held.
ALTER TABLE "payments"
  ADD COLUMN "scheduled_charge_id" UUID,
  ADD COLUMN "advice_code" TEXT,
  DROP CONSTRAINT "payments_channel",
  ADD CONSTRAINT "payments_channel" CHECK ("channel" IN ('portal', 'scheduled', 'autopay', 'outside')
    AND ("channel" IN ('scheduled', 'autopay')) = ("scheduled_charge_id" IS NOT NULL)),
  ADD CONSTRAINT "payments_scheduled_charge_fkey" FOREIGN KEY ("vendor_id", "scheduled_charge_id", "customer_id", "currency")
    REFERENCES "scheduled_charges" ("vendor_id", "id", "customer_id", "currency");
CREATE UNIQUE INDEX "payments_one_of_charge" ON "payments" ("scheduled_charge_id") WHERE "state" NOT IN ('failed', 'cancelled');
CREATE INDEX "payments_of_charge" ON "payments" ("scheduled_charge_id") WHERE "scheduled_charge_id" IS NOT NULL;

CREATE FUNCTION check_payment_of_charge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE charge scheduled_charges;
BEGIN
  SELECT * INTO charge FROM scheduled_charges c WHERE c.id = NEW.scheduled_charge_id FOR SHARE;
  IF NOT FOUND OR charge.state <> 'running' OR charge.payment_id <> NEW.id OR charge.kind <> NEW.channel
      OR (NEW.amount_minor > 0 AND charge.method_id IS DISTINCT FROM NEW.method_id)
      OR NEW.amount_minor + NEW.credit_minor - NEW.fee_minor > charge.agreed_minor OR NEW.fee_minor > charge.agreed_fee_minor THEN
    RAISE EXCEPTION 'payment % is not what scheduled charge % expects', NEW.id, NEW.scheduled_charge_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payments_of_charge" BEFORE INSERT ON "payments" FOR EACH ROW WHEN (NEW.scheduled_charge_id IS NOT NULL) EXECUTE FUNCTION check_payment_of_charge();
CREATE FUNCTION keep_payment_of_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % belongs to the charge it was made for', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "payments_of_charge_kept" BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.scheduled_charge_id IS DISTINCT FROM NEW.scheduled_charge_id) EXECUTE FUNCTION keep_payment_of_charge();
