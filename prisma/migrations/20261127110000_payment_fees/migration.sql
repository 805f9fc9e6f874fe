-- What a vendor passes on to whoever pays, by currency and kind of method. A kind that has no row carries no fee.
CREATE TABLE "fee_rules" (
    "vendor_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "method" TEXT NOT NULL,
    "credit_only" BOOLEAN NOT NULL DEFAULT false,
    "flat_minor" BIGINT NOT NULL DEFAULT 0,
    "basis_points" INTEGER NOT NULL DEFAULT 0,
    "cap_minor" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fee_rules_pkey" PRIMARY KEY ("vendor_id","currency","method")
);

ALTER TABLE "fee_rules"
  ADD CONSTRAINT "fee_rules_vendor_id_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fee_rules_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
  -- A bank is debited in its own currency alone.
  ADD CONSTRAINT "fee_rules_method" CHECK ("method" = 'card' OR ("method" = 'us_bank_account' AND "currency" = 'USD') OR ("method" = 'sepa_debit' AND "currency" = 'EUR')),
  ADD CONSTRAINT "fee_rules_credit_only" CHECK (NOT "credit_only" OR "method" = 'card'),
  ADD CONSTRAINT "fee_rules_amounts" CHECK ("flat_minor" >= 0 AND "basis_points" BETWEEN 0 AND 10000 AND ("flat_minor" > 0 OR "basis_points" > 0) AND ("cap_minor" IS NULL OR "cap_minor" > 0));

-- The rule that a payment's fee was worked out by, so that it can be worked out again. I13: the payer was shown this
-- fee, and it is never more than its rule comes to, of what is charged without it.
ALTER TABLE "payments" ADD COLUMN "fee_flat_minor" BIGINT, ADD COLUMN "fee_basis_points" INTEGER, ADD COLUMN "fee_cap_minor" BIGINT;
ALTER TABLE "payments"
  ADD CONSTRAINT "payments_fee_has_rule" CHECK (CASE WHEN "fee_minor" > 0 THEN "channel" <> 'outside' AND "fee_flat_minor" IS NOT NULL AND "fee_basis_points" IS NOT NULL
    ELSE num_nonnulls("fee_flat_minor", "fee_basis_points", "fee_cap_minor") = 0 END),
  ADD CONSTRAINT "payments_fee_by_rule" CHECK ("fee_minor" = 0 OR "fee_minor" <= least("fee_cap_minor",
    "fee_flat_minor" + ("amount_minor" - "fee_minor") * "fee_basis_points" / 10000));

CREATE FUNCTION keep_fee_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.fee_flat_minor, OLD.fee_basis_points, OLD.fee_cap_minor) IS DISTINCT FROM (NEW.fee_flat_minor, NEW.fee_basis_points, NEW.fee_cap_minor) THEN
    RAISE EXCEPTION 'what payment % asked for cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payments_keep_fee_rule" BEFORE UPDATE OF "fee_flat_minor", "fee_basis_points", "fee_cap_minor" ON "payments"
  FOR EACH ROW EXECUTE FUNCTION keep_fee_rule();

-- I15, for the fee: no more of it goes back than was taken. Whoever reverses a payment holds its lock.
CREATE FUNCTION check_fee_given_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fee_minor > 0 AND coalesce((SELECT sum(r.fee_minor) FROM refunds r WHERE r.payment_id = NEW.payment_id AND r.failed_at IS NULL), 0)
      + coalesce((SELECT sum(d.fee_minor) FROM gateway_disputes d WHERE d.payment_id = NEW.payment_id AND d.reinstated_at IS NULL), 0)
      > (SELECT p.fee_minor FROM payments p WHERE p.id = NEW.payment_id) THEN
    RAISE EXCEPTION 'more of the fee of payment % goes back than was taken', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "refunds_fee_fits" AFTER INSERT ON "refunds" FOR EACH ROW EXECUTE FUNCTION check_fee_given_back();
CREATE CONSTRAINT TRIGGER "gateway_disputes_fee_fits" AFTER INSERT OR UPDATE OF "fee_minor" ON "gateway_disputes" FOR EACH ROW EXECUTE FUNCTION check_fee_given_back();

-- A dispute's amount may change at the gateway while none of its money is away; what was withdrawn stays what it was.
CREATE OR REPLACE FUNCTION check_dispute_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'disputes are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.payment_id, OLD.currency, OLD.gateway_dispute_id, OLD.gateway_charge_id, OLD.opened_at, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.payment_id, NEW.currency, NEW.gateway_dispute_id, NEW.gateway_charge_id, NEW.opened_at, NEW.created_at)
    OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.amount_minor, NEW.fee_minor, NEW.unapplied_minor, NEW.loss_minor) IS DISTINCT FROM (OLD.withdrawn_at, OLD.amount_minor, OLD.fee_minor, OLD.unapplied_minor, OLD.loss_minor))
    OR (OLD.reinstated_at IS NOT NULL AND NEW.reinstated_at IS DISTINCT FROM OLD.reinstated_at) THEN
    RAISE EXCEPTION 'dispute % reverses once and reinstates once', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
