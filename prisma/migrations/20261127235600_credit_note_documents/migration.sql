-- The document of a credit note, frozen and signed as it is written. Notes from before have none.
CREATE UNIQUE INDEX "credit_notes_of_customer" ON "credit_notes" ("vendor_id", "id", "customer_id", "currency");
CREATE TABLE "credit_note_documents" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "number" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "signature" BYTEA NOT NULL,
    "key_id" UUID NOT NULL,

    CONSTRAINT "credit_note_documents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "credit_note_documents_note_fkey" FOREIGN KEY ("vendor_id", "id", "customer_id", "currency") REFERENCES "credit_notes" ("vendor_id", "id", "customer_id", "currency"),
    CONSTRAINT "credit_note_documents_key_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_keys" ("id")
);
CREATE TRIGGER "credit_note_documents_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_note_documents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "outgoing_mails"
  ADD COLUMN "credit_note_id" UUID,
  ADD CONSTRAINT "outgoing_mails_credit_note_fkey" FOREIGN KEY ("credit_note_id") REFERENCES "credit_note_documents" ("id");
