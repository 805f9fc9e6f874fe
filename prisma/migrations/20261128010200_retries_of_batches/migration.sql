-- A batch finds the batches that try again what failed of it.
CREATE INDEX "batch_payments_retries" ON "batch_payments" ("vendor_id", "retry_of") WHERE "retry_of" IS NOT NULL;
