-- Many charges at once, confirmed by staff. Numbers (I18 …) name the invariants.

-- What staff confirmed: which invoices, how they are charged and when. Its id is minted by the page, so that confirming
-- twice is confirming once.
CREATE TABLE "batch_payments" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "charge_per" TEXT NOT NULL,
    "run_when" TEXT NOT NULL,
    "run_on" DATE,
    "request_hash" BYTEA NOT NULL,
    "retry_of" UUID,
    "item_count" INTEGER NOT NULL,
    "customer_count" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "began_at" TIMESTAMPTZ(6),
    "charged_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "batch_payments_pkey" PRIMARY KEY ("id")
);
-- One charge of a batch: one job on the queue. Its payment's id is minted with it, so that whoever makes it, how often,
-- makes one payment. Who works on it holds a lease, counted by its fence.
CREATE TABLE "batch_charges" (
    "payment_id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "position" INTEGER NOT NULL,
    "item_count" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "run_on" DATE,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "ready_at" TIMESTAMPTZ(6),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(6),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "batch_charges_pkey" PRIMARY KEY ("payment_id")
);
-- Each selected invoice once, and what became of it.
CREATE TABLE "batch_items" (
    "batch_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "position" INTEGER NOT NULL,
    "payment_id" UUID,
    "amount_minor" BIGINT NOT NULL,
    "charged_minor" BIGINT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "batch_items_pkey" PRIMARY KEY ("batch_id", "invoice_id")
);
-- How many items of a batch stand where, and how much they come to: counted as they move, so that no page counts them.
CREATE TABLE "batch_totals" (
    "vendor_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "batch_totals_pkey" PRIMARY KEY ("batch_id", "currency", "outcome")
) WITH (fillfactor = 50);
-- When the gateway may be asked next by batches: one line of turns for all workers, so that together they keep its rate.
CREATE TABLE "gateway_turns" (
    "name" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "gateway_turns_pkey" PRIMARY KEY ("name")
);

CREATE UNIQUE INDEX "batch_payments_vendor_id_id_key" ON "batch_payments" ("vendor_id", "id");
CREATE INDEX "batch_payments_vendor_id_created_at_id_idx" ON "batch_payments" ("vendor_id", "created_at" DESC, "id" DESC);
CREATE INDEX "batch_payments_under_way" ON "batch_payments" ("id") WHERE "ended_at" IS NULL;
ALTER TABLE "batch_payments"
  ADD CONSTRAINT "batch_payments_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_payments_retry_fkey" FOREIGN KEY ("vendor_id", "retry_of") REFERENCES "batch_payments" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_payments_charge_per" CHECK ("charge_per" IN ('invoice', 'customer')),
  ADD CONSTRAINT "batch_payments_when" CHECK ("run_when" IN ('now', 'due-dates', 'date') AND ("run_when" = 'date') = ("run_on" IS NOT NULL)),
  ADD CONSTRAINT "batch_payments_size" CHECK ("item_count" BETWEEN 1 AND 10000 AND "customer_count" BETWEEN 1 AND "item_count"),
  ADD CONSTRAINT "batch_payments_state" CHECK ("state" IN ('scheduled', 'processing', 'completed', 'completed-with-failures', 'cancelled')),
  ADD CONSTRAINT "batch_payments_ended" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('completed', 'completed-with-failures', 'cancelled'))
    AND ("ended_at" IS NULL OR "charged_at" IS NOT NULL)),
  ADD CONSTRAINT "batch_payments_began" CHECK ("state" NOT IN ('processing', 'completed', 'completed-with-failures') OR "began_at" IS NOT NULL),
  ADD CONSTRAINT "batch_payments_cancelled" CHECK (("state" <> 'cancelled' OR "cancelled_at" IS NOT NULL) AND ("ended_at" IS NULL OR "cancelled_at" IS NULL OR "state" = 'cancelled'));

CREATE UNIQUE INDEX "batch_charges_of_batch" ON "batch_charges" ("vendor_id", "batch_id", "payment_id", "customer_id", "currency");
ALTER TABLE "batch_charges"
  ADD CONSTRAINT "batch_charges_batch_fkey" FOREIGN KEY ("vendor_id", "batch_id") REFERENCES "batch_payments" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_charges_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_charges_size" CHECK ("item_count" BETWEEN 1 AND 1000 AND "amount_minor" > 0),
  ADD CONSTRAINT "batch_charges_state" CHECK ("state" IN ('planned', 'ready', 'at-bank', 'ended')),
  ADD CONSTRAINT "batch_charges_ready" CHECK (CASE WHEN "state" = 'planned' THEN "run_on" IS NOT NULL AND "ready_at" IS NULL ELSE "state" = 'ended' OR "ready_at" IS NOT NULL END),
  ADD CONSTRAINT "batch_charges_ended" CHECK (("ended_at" IS NOT NULL) = ("state" = 'ended')),
  ADD CONSTRAINT "batch_charges_lease" CHECK ("lease_owner" IS NULL OR ("state" = 'ready' AND "lease_until" IS NOT NULL));
CREATE INDEX "batch_charges_ready_line" ON "batch_charges" ("vendor_id", "ready_at", "position", "payment_id") WHERE "state" = 'ready';
CREATE INDEX "batch_charges_leased" ON "batch_charges" ("lease_owner") WHERE "lease_owner" IS NOT NULL;
CREATE INDEX "batch_charges_planned" ON "batch_charges" ("run_on") WHERE "state" = 'planned';
CREATE INDEX "batch_charges_at_bank" ON "batch_charges" ("payment_id") WHERE "state" = 'at-bank';

ALTER TABLE "batch_items"
  ADD CONSTRAINT "batch_items_batch_fkey" FOREIGN KEY ("vendor_id", "batch_id") REFERENCES "batch_payments" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_items_charge_fkey" FOREIGN KEY ("vendor_id", "batch_id", "payment_id", "customer_id", "currency")
    REFERENCES "batch_charges" ("vendor_id", "batch_id", "payment_id", "customer_id", "currency"),
  ADD CONSTRAINT "batch_items_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency")
    REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "batch_items_amount" CHECK ("amount_minor" >= 0 AND ("payment_id" IS NULL OR "amount_minor" > 0) AND "charged_minor" BETWEEN 1 AND "amount_minor"),
  ADD CONSTRAINT "batch_items_outcome" CHECK ("outcome" IN ('waiting', 'at-bank', 'succeeded', 'failed', 'skipped')),
  ADD CONSTRAINT "batch_items_ended" CHECK (("ended_at" IS NOT NULL) = ("outcome" IN ('succeeded', 'failed', 'skipped'))),
  ADD CONSTRAINT "batch_items_reason" CHECK (("reason" IS NOT NULL) = ("outcome" IN ('failed', 'skipped'))),
  ADD CONSTRAINT "batch_items_charged" CHECK ("outcome" = 'skipped' OR "payment_id" IS NOT NULL),
  ADD CONSTRAINT "batch_items_charged_minor" CHECK (("outcome" NOT IN ('succeeded', 'at-bank') OR "charged_minor" IS NOT NULL) AND ("outcome" NOT IN ('waiting', 'skipped') OR "charged_minor" IS NULL));
CREATE UNIQUE INDEX "batch_items_batch_id_position_key" ON "batch_items" ("batch_id", "position");
CREATE INDEX "batch_items_batch_id_outcome_position_idx" ON "batch_items" ("batch_id", "outcome", "position");
CREATE INDEX "batch_items_payment_id_idx" ON "batch_items" ("payment_id");
CREATE INDEX "batch_items_vendor_id_invoice_id_idx" ON "batch_items" ("vendor_id", "invoice_id");

ALTER TABLE "batch_totals"
  ADD CONSTRAINT "batch_totals_batch_fkey" FOREIGN KEY ("vendor_id", "batch_id") REFERENCES "batch_payments" ("vendor_id", "id"),
  ADD CONSTRAINT "batch_totals_counts" CHECK ("item_count" >= 0 AND "amount_minor" >= 0);

-- Every payment of a batch is the one its charge was minted for, and belongs to it for good.
ALTER TABLE "payments"
  ADD COLUMN "batch_payment_id" UUID,
  ADD CONSTRAINT "payments_batch_channel" CHECK (("channel" = 'batch') = ("batch_payment_id" IS NOT NULL)),
  ADD CONSTRAINT "payments_batch_charge_fkey" FOREIGN KEY ("vendor_id", "batch_payment_id", "id", "customer_id", "currency")
    REFERENCES "batch_charges" ("vendor_id", "batch_id", "payment_id", "customer_id", "currency");

-- A charge that has ended, or is not to begin yet, gets no payment: whoever was suspended for so long that others ended
-- it is refused here, while the charge's row is held. A repeat finds its payment there.
CREATE FUNCTION check_payment_of_batch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE charge batch_charges;
BEGIN
  SELECT * INTO charge FROM batch_charges c WHERE c.payment_id = NEW.id FOR SHARE;
  IF EXISTS (SELECT FROM payments p WHERE p.id = NEW.id) THEN RETURN NEW; END IF;
  IF charge.state IS DISTINCT FROM 'ready' OR charge.batch_id <> NEW.batch_payment_id
      OR NEW.amount_minor + NEW.credit_minor - NEW.fee_minor > charge.amount_minor OR NEW.fee_minor > 0 THEN
    RAISE EXCEPTION 'payment % is not what its batch expects', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payments_of_batch" BEFORE INSERT ON "payments" FOR EACH ROW WHEN (NEW.batch_payment_id IS NOT NULL) EXECUTE FUNCTION check_payment_of_batch();
CREATE FUNCTION keep_payment_of_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % belongs to the batch it was made for', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "payments_of_batch_kept" BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.batch_payment_id IS DISTINCT FROM NEW.batch_payment_id) EXECUTE FUNCTION keep_payment_of_batch();

-- What was confirmed stays; only the edges of the written state graph; over only when no item is open (I18).
CREATE FUNCTION check_batch_payment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'batch payments are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.staff_id, OLD.charge_per, OLD.run_when, OLD.run_on, OLD.request_hash, OLD.retry_of, OLD.item_count, OLD.customer_count, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.staff_id, NEW.charge_per, NEW.run_when, NEW.run_on, NEW.request_hash, NEW.retry_of, NEW.item_count, NEW.customer_count, NEW.created_at)
    OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at) THEN
    RAISE EXCEPTION 'what batch payment % was confirmed as cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'scheduled' THEN NEW.state IN ('processing', 'cancelled')
      WHEN 'processing' THEN NEW.state IN ('completed', 'completed-with-failures', 'cancelled')
      ELSE false END) THEN
    RAISE EXCEPTION 'batch payment % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL AND (
      EXISTS (SELECT FROM batch_totals t WHERE t.batch_id = NEW.id AND t.outcome IN ('waiting', 'at-bank') AND t.item_count > 0)
      OR (NEW.state <> 'cancelled' AND (NEW.state = 'completed-with-failures') <> EXISTS (SELECT FROM batch_totals t WHERE t.batch_id = NEW.id AND t.outcome = 'failed' AND t.item_count > 0))) THEN
    RAISE EXCEPTION 'batch payment % does not end as its items', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "batch_payments_change" BEFORE UPDATE OR DELETE ON "batch_payments" FOR EACH ROW EXECUTE FUNCTION check_batch_payment_change();
CREATE TRIGGER "batch_payments_no_truncate" BEFORE TRUNCATE ON "batch_payments" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Leases are only counted up; nothing is charged before its date in the vendor's zone (I22).
CREATE FUNCTION check_batch_charge_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.payment_id, OLD.vendor_id, OLD.batch_id, OLD.customer_id, OLD.currency, OLD.position, OLD.item_count, OLD.amount_minor, OLD.run_on)
    IS DISTINCT FROM (NEW.payment_id, NEW.vendor_id, NEW.batch_id, NEW.customer_id, NEW.currency, NEW.position, NEW.item_count, NEW.amount_minor, NEW.run_on)
    OR NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'what a charge of a batch is cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'planned' THEN NEW.state IN ('ready', 'ended')
      WHEN 'ready' THEN NEW.state IN ('at-bank', 'ended')
      WHEN 'at-bank' THEN NEW.state = 'ended'
      ELSE false END) THEN
    RAISE EXCEPTION 'charge % cannot go from % to %', OLD.payment_id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'ready' AND OLD.state = 'planned' AND NOT EXISTS (
      SELECT FROM vendors v WHERE v.id = NEW.vendor_id AND (NEW.ready_at AT TIME ZONE v.time_zone)::date >= NEW.run_on) THEN
    RAISE EXCEPTION 'charge % is made before its date', OLD.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'ended' AND OLD.state <> 'ended' AND EXISTS (SELECT FROM payments p WHERE p.id = OLD.payment_id AND p.ended_at IS NULL) THEN
    RAISE EXCEPTION 'charge % ends before its payment', OLD.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "batch_charges_change" BEFORE UPDATE OR DELETE ON "batch_charges" FOR EACH ROW EXECUTE FUNCTION check_batch_charge_change();
CREATE TRIGGER "batch_charges_no_truncate" BEFORE TRUNCATE ON "batch_charges" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- I18: one outcome, and the one that its payment has.
CREATE FUNCTION check_batch_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid_by payments; share bigint;
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.batch_id, OLD.invoice_id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.position, OLD.payment_id, OLD.amount_minor)
    IS DISTINCT FROM (NEW.batch_id, NEW.invoice_id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.position, NEW.payment_id, NEW.amount_minor)
    OR OLD.ended_at IS NOT NULL OR (OLD.outcome = 'at-bank' AND NEW.outcome NOT IN ('at-bank', 'succeeded', 'failed')) THEN
    RAISE EXCEPTION 'an item of a batch has one outcome' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT p.* INTO paid_by FROM payments p WHERE p.id = NEW.payment_id;
  SELECT a.amount_minor + a.credit_minor INTO share FROM allocations a WHERE a.payment_id = NEW.payment_id AND a.invoice_id = NEW.invoice_id;
  IF NOT (CASE NEW.outcome
      WHEN 'succeeded' THEN coalesce(paid_by.state = 'succeeded' AND NEW.charged_minor = share, false)
      WHEN 'at-bank' THEN coalesce(paid_by.ended_at IS NULL AND NEW.charged_minor = share, false)
      WHEN 'failed' THEN paid_by.id IS NULL OR paid_by.state IN ('failed', 'cancelled')
      WHEN 'skipped' THEN share IS NULL
      ELSE true END) THEN
    RAISE EXCEPTION 'invoice % of batch % ends otherwise than its payment', NEW.invoice_id, NEW.batch_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "batch_items_change" BEFORE UPDATE OR DELETE ON "batch_items" FOR EACH ROW EXECUTE FUNCTION check_batch_item_change();
CREATE TRIGGER "batch_items_no_truncate" BEFORE TRUNCATE ON "batch_items" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Counted with the statement that moves them; the batch's row keeps those who count it apart.
CREATE FUNCTION count_batch_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM batch_payments b WHERE b.id IN (SELECT n.batch_id FROM new_items n) ORDER BY b.id FOR NO KEY UPDATE;
  INSERT INTO batch_totals (vendor_id, batch_id, currency, outcome) SELECT DISTINCT n.vendor_id, n.batch_id, n.currency, n.outcome FROM new_items n ON CONFLICT DO NOTHING;
  IF TG_OP = 'INSERT' THEN
    UPDATE batch_totals t SET item_count = t.item_count + d.count, amount_minor = t.amount_minor + d.sum
    FROM (SELECT batch_id, currency, outcome, count(*) AS count, sum(coalesce(charged_minor, amount_minor)) AS sum FROM new_items GROUP BY 1, 2, 3) d
    WHERE (t.batch_id, t.currency, t.outcome) = (d.batch_id, d.currency, d.outcome);
  ELSE
    UPDATE batch_totals t SET item_count = t.item_count + d.count, amount_minor = t.amount_minor + d.sum
    FROM (SELECT batch_id, currency, outcome, sum(one) AS count, sum(minor) AS sum FROM (
        SELECT batch_id, currency, outcome, 1 AS one, coalesce(charged_minor, amount_minor) AS minor FROM new_items
        UNION ALL SELECT batch_id, currency, outcome, -1, -coalesce(charged_minor, amount_minor) FROM old_items) moved GROUP BY 1, 2, 3) d
    WHERE (t.batch_id, t.currency, t.outcome) = (d.batch_id, d.currency, d.outcome);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "batch_items_counted" AFTER INSERT ON "batch_items" REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION count_batch_items();
CREATE TRIGGER "batch_items_recounted" AFTER UPDATE ON "batch_items" REFERENCING NEW TABLE AS new_items OLD TABLE AS old_items FOR EACH STATEMENT EXECUTE FUNCTION count_batch_items();

-- Each selected invoice stands in the batch, at the commit that makes it.
CREATE FUNCTION check_batch_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.item_count <> (SELECT coalesce(sum(t.item_count), 0) FROM batch_totals t WHERE t.batch_id = NEW.id) THEN
    RAISE EXCEPTION 'batch payment % miscounts its invoices', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "batch_payments_add_up" AFTER INSERT ON "batch_payments" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_batch_adds_up();
