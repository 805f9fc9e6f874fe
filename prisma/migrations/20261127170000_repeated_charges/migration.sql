-- Whoever repeats a payment of a charge that is over finds it there, as with every other payment: its id decides, not
-- that the charge expects nothing any more. What is not there must still be what the charge expects.
CREATE OR REPLACE FUNCTION check_payment_of_charge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE charge scheduled_charges;
BEGIN
  SELECT * INTO charge FROM scheduled_charges c WHERE c.id = NEW.scheduled_charge_id FOR SHARE;
  IF EXISTS (SELECT FROM payments p WHERE p.id = NEW.id) THEN RETURN NEW; END IF;
  IF charge.id IS NULL OR charge.state <> 'running' OR charge.payment_id <> NEW.id OR charge.kind <> NEW.channel
      OR (NEW.amount_minor > 0 AND charge.method_id IS DISTINCT FROM NEW.method_id)
      OR NEW.amount_minor + NEW.credit_minor - NEW.fee_minor > charge.agreed_minor OR NEW.fee_minor > charge.agreed_fee_minor THEN
    RAISE EXCEPTION 'payment % is not what scheduled charge % expects', NEW.id, NEW.scheduled_charge_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
