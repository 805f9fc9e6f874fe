-- A charge that staff set for a due date follows it where that is moved. What was agreed stays otherwise.
CREATE OR REPLACE FUNCTION check_scheduled_charge_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'scheduled charges are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'scheduled' THEN RAISE EXCEPTION 'scheduled charge % begins as scheduled', NEW.id USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
  END IF;
  -- To the due date that its invoice has by then, before it is tried at all.
  moved := NEW.charge_on <> OLD.charge_on AND OLD.state = 'scheduled' AND NEW.state = 'scheduled' AND OLD.staff_id IS NOT NULL AND NEW.next_on = NEW.charge_on
    AND EXISTS (SELECT FROM scheduled_charge_invoices l JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
      WHERE l.vendor_id = NEW.vendor_id AND l.charge_id = NEW.id AND l.ended_at IS NULL AND i.due_on = NEW.charge_on);
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.kind, OLD.autopay_id, OLD.contact_id, OLD.method_id, OLD.agreed_minor, OLD.agreed_fee_minor, OLD.request_hash, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.kind, NEW.autopay_id, NEW.contact_id, NEW.method_id, NEW.agreed_minor, NEW.agreed_fee_minor, NEW.request_hash, NEW.created_at)
    OR (NEW.charge_on <> OLD.charge_on AND NOT moved) THEN
    RAISE EXCEPTION 'what scheduled charge % was agreed as cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'scheduled' THEN NEW.state IN ('running', 'cancelled')
      WHEN 'retrying' THEN NEW.state IN ('running', 'cancelled')
      WHEN 'running' THEN NEW.state IN ('retrying', 'succeeded', 'failed', 'cancelled')
      ELSE false END) THEN
    RAISE EXCEPTION 'scheduled charge % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.payment_id <> OLD.payment_id) <> (OLD.state = 'running' AND NEW.state = 'retrying') OR (NEW.next_on <> OLD.next_on AND NEW.state <> 'retrying' AND NOT moved) THEN
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

-- The same for charges of a batch that charges on due dates, until theirs has begun. One over several invoices lets go of that
-- which moves: it is a charge of its own then.
CREATE OR REPLACE FUNCTION check_batch_charge_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.payment_id, OLD.vendor_id, OLD.batch_id, OLD.customer_id, OLD.currency, OLD.position)
    IS DISTINCT FROM (NEW.payment_id, NEW.vendor_id, NEW.batch_id, NEW.customer_id, NEW.currency, NEW.position)
    OR NEW.fence < OLD.fence
    OR ((OLD.item_count, OLD.amount_minor, OLD.run_on) IS DISTINCT FROM (NEW.item_count, NEW.amount_minor, NEW.run_on)
      AND NOT (OLD.state = 'planned' AND NEW.state = 'planned' AND NEW.run_on IS NOT NULL AND NEW.item_count <= OLD.item_count AND NEW.amount_minor <= OLD.amount_minor
        AND EXISTS (SELECT FROM batch_payments b WHERE b.vendor_id = NEW.vendor_id AND b.id = NEW.batch_id AND b.run_when = 'due-dates'))) THEN
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

-- A charge comes to what its items come to, at the commit that changes it.
CREATE FUNCTION check_batch_charge_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM batch_charges c, LATERAL (
      SELECT count(*) AS count, sum(t.amount_minor) AS minor FROM batch_items t WHERE t.vendor_id = c.vendor_id AND t.payment_id = c.payment_id) i
      WHERE c.payment_id = NEW.payment_id AND (c.item_count, c.amount_minor) IS DISTINCT FROM (i.count, i.minor)) THEN
    RAISE EXCEPTION 'charge % of a batch does not add up', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "batch_charges_add_up" AFTER UPDATE ON "batch_charges" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.item_count <> NEW.item_count OR OLD.amount_minor <> NEW.amount_minor) EXECUTE FUNCTION check_batch_charge_adds_up();

-- I18: one outcome, and the one that its payment has. An item that waits may move from one planned charge of its batch to another.
CREATE OR REPLACE FUNCTION check_batch_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid_by payments; share bigint;
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.batch_id, OLD.invoice_id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.position, OLD.amount_minor)
    IS DISTINCT FROM (NEW.batch_id, NEW.invoice_id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.position, NEW.amount_minor)
    OR OLD.ended_at IS NOT NULL OR (OLD.outcome = 'at-bank' AND NEW.outcome NOT IN ('at-bank', 'succeeded', 'failed'))
    OR (OLD.payment_id IS DISTINCT FROM NEW.payment_id AND NOT (OLD.outcome = 'waiting' AND NEW.outcome = 'waiting'
      AND (SELECT count(*) FROM batch_charges c WHERE c.vendor_id = NEW.vendor_id AND c.payment_id IN (OLD.payment_id, NEW.payment_id) AND c.state = 'planned') = 2)) THEN
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
