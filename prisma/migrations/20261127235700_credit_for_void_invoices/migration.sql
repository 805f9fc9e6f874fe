-- Money that came for a void invoice and is still the customer's credit: staff are told of it.
CREATE INDEX "credits_for_void_invoices" ON "credits" ("vendor_id", "payment_id") WHERE "source" = 'voided_invoice' AND "remaining_minor" > 0;
