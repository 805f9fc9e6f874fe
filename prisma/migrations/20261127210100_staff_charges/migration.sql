-- A charge for a date that staff agreed with the customer, instead of a contact in the portal. No fee is passed on.
ALTER TABLE "scheduled_charges"
  ALTER COLUMN "contact_id" DROP NOT NULL,
  ADD COLUMN "staff_id" UUID,
  ADD CONSTRAINT "scheduled_charges_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "scheduled_charges_agreed_by" CHECK (num_nonnulls("contact_id", "staff_id") = 1 AND ("kind" <> 'autopay' OR "contact_id" IS NOT NULL)),
  ADD CONSTRAINT "scheduled_charges_staff_add_no_fee" CHECK ("staff_id" IS NULL OR "agreed_fee_minor" = 0);

CREATE FUNCTION keep_charge_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'scheduled charge % was made by whom it was made', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "scheduled_charges_of_staff_kept" BEFORE UPDATE ON "scheduled_charges" FOR EACH ROW
  WHEN (OLD.staff_id IS DISTINCT FROM NEW.staff_id) EXECUTE FUNCTION keep_charge_of_staff();

-- The vendor's list of payments, all of them or those of a state, newest first.
CREATE INDEX "payments_by_vendor" ON "payments" ("vendor_id", "created_at" DESC, "id");
CREATE INDEX "payments_by_vendor_state" ON "payments" ("vendor_id", "state", "created_at" DESC, "id");
