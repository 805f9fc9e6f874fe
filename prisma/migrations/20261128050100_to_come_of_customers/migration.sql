-- A charge stands on those pages until its turn has come: its day may have begun.
CREATE INDEX "batch_charges_to_come_of_customer" ON "batch_charges" ("vendor_id", "customer_id", "run_on", "payment_id") WHERE "run_on" IS NOT NULL AND "state" IN ('planned', 'ready');
DROP INDEX "batch_charges_planned_of_customer";
