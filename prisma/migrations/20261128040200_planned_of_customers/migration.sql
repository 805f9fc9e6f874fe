-- What batches charge a customer on days to come stands on each page of their open invoices.
CREATE INDEX "batch_charges_planned_of_customer" ON "batch_charges" ("vendor_id", "customer_id", "run_on", "payment_id") WHERE "state" = 'planned';
