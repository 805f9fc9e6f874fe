-- Whether customers may pay a part of an invoice, and the least that one payment in parts may come to.
ALTER TABLE "vendors" ADD COLUMN "part_payments" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "part_payment_minimums" (
    "vendor_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "minimum_minor" BIGINT NOT NULL,

    CONSTRAINT "part_payment_minimums_pkey" PRIMARY KEY ("vendor_id","currency")
);

ALTER TABLE "part_payment_minimums"
  ADD CONSTRAINT "part_payment_minimums_vendor_id_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "part_payment_minimums_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "part_payment_minimums_amount" CHECK ("minimum_minor" > 0);
