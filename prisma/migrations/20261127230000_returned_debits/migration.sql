-- What a US account could not pay may be asked of it twice more, and no oftener (Nacha Operating Rules, reinitiated
-- entries): a charge agreed beforehand tries it three times at the most.
CREATE FUNCTION check_debit_tries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payment_methods m WHERE m.vendor_id = NEW.vendor_id AND m.id = NEW.method_id AND m.kind = 'us_bank_account') THEN
    RAISE EXCEPTION 'scheduled charge % has asked its account often enough', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "scheduled_charges_debits" BEFORE UPDATE ON "scheduled_charges" FOR EACH ROW
  WHEN (NEW.tries > 3 AND NEW.tries > OLD.tries) EXECUTE FUNCTION check_debit_tries();
