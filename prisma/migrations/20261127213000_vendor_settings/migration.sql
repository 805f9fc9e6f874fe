-- What a vendor decides of the portal: the ways to pay, one or many invoices at once, the name its mails come from, the logo.
-- A colour that is none was never shown; those written in capitals go on as they are shown.
UPDATE "vendors" SET "brand_color" = CASE WHEN lower("brand_color") ~ '^#[0-9a-f]{6}$' THEN lower("brand_color") END WHERE "brand_color" IS NOT NULL;
ALTER TABLE "vendors"
  ADD COLUMN "mass_payment" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "method_kinds" TEXT[] NOT NULL DEFAULT ARRAY['card', 'us_bank_account', 'sepa_debit'],
  ADD COLUMN "mail_name" TEXT,
  ADD COLUMN "logo_hash" TEXT,
  ADD CONSTRAINT "vendors_method_kinds" CHECK ("method_kinds" <@ ARRAY['card', 'us_bank_account', 'sepa_debit'] AND cardinality("method_kinds") > 0),
  ADD CONSTRAINT "vendors_brand_color" CHECK ("brand_color" ~ '^#[0-9a-f]{6}$');

-- Pictures are kept by what they are: an address that names one never shows another.
CREATE TABLE "vendor_logos" (
    "vendor_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "vendor_logos_pkey" PRIMARY KEY ("vendor_id", "hash"),
    CONSTRAINT "vendor_logos_vendor_id_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "vendor_logos_content" CHECK ("content_type" IN ('image/png', 'image/jpeg') AND octet_length("content") BETWEEN 1 AND 262144
      AND "hash" = encode(sha256("content"), 'hex'))
);
ALTER TABLE "vendors" ADD CONSTRAINT "vendors_logo_fkey" FOREIGN KEY ("id", "logo_hash") REFERENCES "vendor_logos" ("vendor_id", "hash");
