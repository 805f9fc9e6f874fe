-- Payments that staff make of a method on file, one or many at once, and those of whoever holds a payment link.
ALTER TABLE "payments"
  ADD COLUMN "staff_id" UUID,
  DROP CONSTRAINT "payments_channel",
  ADD CONSTRAINT "payments_channel" CHECK ("channel" IN ('portal', 'link', 'staff', 'batch', 'scheduled', 'autopay', 'outside')
    AND ("channel" IN ('scheduled', 'autopay')) = ("scheduled_charge_id" IS NOT NULL)
    AND ("channel" IN ('staff', 'batch')) = ("staff_id" IS NOT NULL)),
  -- Whoever is not there was shown no fee.
  ADD CONSTRAINT "payments_staff_add_no_fee" CHECK ("staff_id" IS NULL OR "fee_minor" = 0),
  ADD CONSTRAINT "payments_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id");

CREATE FUNCTION keep_payment_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % was made by whom it was made', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "payments_of_staff_kept" BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.staff_id IS DISTINCT FROM NEW.staff_id) EXECUTE FUNCTION keep_payment_of_staff();
