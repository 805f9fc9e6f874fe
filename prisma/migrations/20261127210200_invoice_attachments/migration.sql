-- Files that belong to an invoice: what was delivered, a time sheet, a contract. The payer can download them.
CREATE TABLE "invoice_attachments" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "invoice_attachments_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "invoice_attachments"
  ADD CONSTRAINT "invoice_attachments_invoice_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices" ("id"),
  ADD CONSTRAINT "invoice_attachments_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
  ADD CONSTRAINT "invoice_attachments_type" CHECK ("media_type" IN ('application/pdf', 'image/png', 'image/jpeg')),
  ADD CONSTRAINT "invoice_attachments_size" CHECK ("size_bytes" = octet_length("content") AND "size_bytes" BETWEEN 1 AND 5242880);
CREATE INDEX "invoice_attachments_by_invoice" ON "invoice_attachments" ("vendor_id", "invoice_id", "created_at");
-- Files of these kinds are compressed already.
ALTER TABLE "invoice_attachments" ALTER COLUMN "content" SET STORAGE EXTERNAL;
