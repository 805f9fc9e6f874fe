-- An invoice leaves the charge that AutoPay announced when it is due later than that now; it is planned anew for its new date.
ALTER TABLE "scheduled_charge_invoices"
  DROP CONSTRAINT "scheduled_charge_invoices_dropped",
  ADD CONSTRAINT "scheduled_charge_invoices_dropped" CHECK ("drop_reason" IS NULL
    OR ("ended_at" IS NOT NULL AND "drop_reason" IN ('paid', 'in-flight', 'disputed', 'void', 'gone', 'due-later')));
