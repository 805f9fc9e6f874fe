-- Bank debits: days pass between asking a bank for money and knowing.

ALTER TABLE "payments"
  ADD COLUMN "expected_on" DATE,
  ADD COLUMN "mandate_reference" TEXT,
  ADD COLUMN "waits_for" TEXT,
  ADD CONSTRAINT "payments_waits_for" CHECK ("waits_for" IN ('microdeposits')),
  ADD CONSTRAINT "payments_processing_at_gateway" CHECK ("state" <> 'processing' OR "gateway_intent_id" IS NOT NULL);

ALTER TABLE "payment_methods"
  ADD CONSTRAINT "payment_methods_kind" CHECK ("kind" IN ('card', 'us_bank_account', 'sepa_debit'));

ALTER TABLE "vendors" ADD COLUMN "sepa_creditor_id" TEXT;

-- An account that its owner has yet to prove theirs is no payment method: nobody can choose it by mistake.
CREATE TABLE "bank_verifications" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "gateway_setup_id" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "verification_url" TEXT NOT NULL,
    "arrives_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "failure_code" TEXT,

    CONSTRAINT "bank_verifications_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bank_verifications_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
    CONSTRAINT "bank_verifications_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
    CONSTRAINT "bank_verifications_failure" CHECK ("failure_code" IS NULL OR "ended_at" IS NOT NULL)
);
CREATE UNIQUE INDEX "bank_verifications_gateway_setup_id_key" ON "bank_verifications" ("gateway_setup_id");
CREATE INDEX "bank_verifications_waiting" ON "bank_verifications" ("vendor_id", "customer_id") WHERE "ended_at" IS NULL;
