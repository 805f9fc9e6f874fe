-- A file of customers that staff have sent: what is good in it waits until they say so, and goes in once.
CREATE TABLE "customer_imports" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" BYTEA NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_refused" INTEGER NOT NULL,
    "good_rows" JSONB NOT NULL,
    "problems" JSONB NOT NULL,
    "unread_columns" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),
    "customers_created" INTEGER,
    "contacts_added" INTEGER,

    CONSTRAINT "customer_imports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_imports_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "customer_imports_hash" CHECK (length("file_sha256") = 32),
    CONSTRAINT "customer_imports_rows" CHECK ("rows_refused" BETWEEN 0 AND "rows_read"),
    CONSTRAINT "customer_imports_outcome" CHECK (num_nulls("confirmed_at", "customers_created", "contacts_added") IN (0, 3))
);
CREATE INDEX "customer_imports_vendor_id_file_sha256_idx" ON "customer_imports" ("vendor_id", "file_sha256");
CREATE INDEX "customer_imports_waiting" ON "customer_imports" ("created_at") WHERE "confirmed_at" IS NULL;
