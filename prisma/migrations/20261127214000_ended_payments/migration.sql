-- What came in and what failed, by week or by reason, without reading all payments that there ever were.
CREATE INDEX "payments_ended" ON "payments" ("vendor_id", "ended_at") INCLUDE ("state", "currency", "amount_minor") WHERE "ended_at" IS NOT NULL;
