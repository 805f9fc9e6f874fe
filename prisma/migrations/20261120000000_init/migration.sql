-- CreateTable
CREATE TABLE "vendors" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "tax_id" TEXT,
    "email" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "brand_color" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vendors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "tax_id" TEXT,
    "gateway_customer_id" TEXT,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "contact_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "user_agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_requests" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" UUID,
    "code_hash" BYTEA NOT NULL,
    "link_token_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "wrong_codes" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "summary" TEXT NOT NULL,
    "memo" TEXT,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "total_minor" BIGINT NOT NULL,
    "credited_minor" BIGINT NOT NULL DEFAULT 0,
    "written_off_minor" BIGINT NOT NULL DEFAULT 0,
    "in_flight_minor" BIGINT NOT NULL DEFAULT 0,
    "paid_minor" BIGINT NOT NULL DEFAULT 0,
    "due_minor" BIGINT NOT NULL GENERATED ALWAYS AS ("total_minor" - "credited_minor" - "written_off_minor" - "in_flight_minor" - "paid_minor") STORED,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issued_at" TIMESTAMPTZ(6),
    "voided_at" TIMESTAMPTZ(6),
    "void_reason" TEXT,
    "archived_at" TIMESTAMPTZ(6),
    "disputed_at" TIMESTAMPTZ(6),
    "dispute_reason" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_lines" (
    "vendor_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "quantity_milli" BIGINT NOT NULL DEFAULT 1000,
    "unit_price_minor" BIGINT NOT NULL,
    "tax_rate_bp" INTEGER NOT NULL DEFAULT 0,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "invoice_lines_pkey" PRIMARY KEY ("invoice_id","position")
);

-- CreateTable
CREATE TABLE "payment_methods" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "gateway_method_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "exp_month" INTEGER,
    "exp_year" INTEGER,
    "funding" TEXT NOT NULL DEFAULT 'unknown',
    "default_since" TIMESTAMPTZ(6),
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "unapplied_minor" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'reserved',
    "channel" TEXT NOT NULL,
    "invoice_count" INTEGER NOT NULL,
    "contact_id" UUID,
    "method_id" UUID,
    "method_brand" TEXT,
    "method_last4" TEXT,
    "request_hash" BYTEA NOT NULL,
    "gateway_request" JSONB NOT NULL DEFAULT '{}',
    "gateway_intent_id" TEXT,
    "gateway_charge_id" TEXT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "synced_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocations" (
    "vendor_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "allocations_pkey" PRIMARY KEY ("payment_id","invoice_id")
);

-- CreateTable
CREATE TABLE "receipts" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "signature" BYTEA NOT NULL,
    "key_id" UUID NOT NULL,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt_series" (
    "vendor_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "receipt_series_pkey" PRIMARY KEY ("vendor_id","year")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "private_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_lines" (
    "vendor_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "account" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "ledger_lines_pkey" PRIMARY KEY ("entry_id","position")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "vendor_id" UUID,
    "chain" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("chain","sequence")
);

-- CreateTable
CREATE TABLE "audit_heads" (
    "chain" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "gateway_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "payment_id" UUID,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "livemode" BOOLEAN NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "handled_at" TIMESTAMPTZ(6),

    CONSTRAINT "gateway_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_mails" (
    "id" UUID NOT NULL,
    "vendor_id" UUID,
    "customer_id" UUID,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "secret" BOOLEAN NOT NULL DEFAULT false,
    "receipt_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "outgoing_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "selections" (
    "contact_id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "invoice_ids" UUID[],
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "selections_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "invoice_imports" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "file_sha256" BYTEA NOT NULL,
    "file_name" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_created" INTEGER NOT NULL,
    "rows_refused" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "invoice_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "vendors_slug_key" ON "vendors"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "staff_vendor_id_email_key" ON "staff"("vendor_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "customers_vendor_id_number_key" ON "customers"("vendor_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "customers_vendor_id_id_key" ON "customers"("vendor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE INDEX "contacts_person_id_idx" ON "contacts"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_vendor_id_customer_id_person_id_key" ON "contacts"("vendor_id", "customer_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_vendor_id_id_key" ON "contacts"("vendor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_person_id_idx" ON "sessions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_requests_link_token_hash_key" ON "sign_in_requests"("link_token_hash");

-- CreateIndex
CREATE INDEX "sign_in_requests_browser_hash_idx" ON "sign_in_requests"("browser_hash");

-- CreateIndex
CREATE INDEX "sign_in_requests_expires_at_idx" ON "sign_in_requests"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_vendor_id_number_key" ON "invoices"("vendor_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_vendor_id_id_customer_id_currency_key" ON "invoices"("vendor_id", "id", "customer_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_gateway_method_id_key" ON "payment_methods"("gateway_method_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_vendor_id_id_key" ON "payment_methods"("vendor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_gateway_customer_id_key" ON "customers"("gateway_customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_gateway_intent_id_key" ON "payments"("gateway_intent_id");

-- CreateIndex
CREATE INDEX "payments_vendor_id_customer_id_created_at_id_idx" ON "payments"("vendor_id", "customer_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_vendor_id_id_customer_id_currency_key" ON "payments"("vendor_id", "id", "customer_id", "currency");

-- CreateIndex
CREATE INDEX "allocations_invoice_id_idx" ON "allocations"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipts_payment_id_key" ON "receipts"("payment_id");

-- CreateIndex
CREATE INDEX "receipts_vendor_id_customer_id_issued_at_id_idx" ON "receipts"("vendor_id", "customer_id", "issued_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "receipts_vendor_id_year_sequence_key" ON "receipts"("vendor_id", "year", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "receipts_vendor_id_number_key" ON "receipts"("vendor_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_vendor_id_kind_source_id_key" ON "ledger_entries"("vendor_id", "kind", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_vendor_id_id_currency_key" ON "ledger_entries"("vendor_id", "id", "currency");

-- CreateIndex
CREATE INDEX "audit_entries_vendor_id_subject_subject_id_idx" ON "audit_entries"("vendor_id", "subject", "subject_id");

-- CreateIndex
CREATE INDEX "gateway_events_received_at_idx" ON "gateway_events"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_mails_dedupe_key_key" ON "outgoing_mails"("dedupe_key");

-- CreateIndex
CREATE INDEX "outgoing_mails_vendor_id_created_at_idx" ON "outgoing_mails"("vendor_id", "created_at");

-- CreateIndex
CREATE INDEX "invoice_imports_vendor_id_file_sha256_idx" ON "invoice_imports"("vendor_id", "file_sha256");

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_vendor_id_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_vendor_id_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_vendor_id_customer_id_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers"("vendor_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_vendor_id_customer_id_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers"("vendor_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_vendor_id_customer_id_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers"("vendor_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_vendor_id_payment_id_customer_id_currency_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments"("vendor_id", "id", "customer_id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_vendor_id_invoice_id_customer_id_currency_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices"("vendor_id", "id", "customer_id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lines_vendor_id_entry_id_currency_fkey" FOREIGN KEY ("vendor_id", "entry_id", "currency") REFERENCES "ledger_entries"("vendor_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say stands below. Numbers (I1 …) name the invariants they hold.

ALTER TABLE "people" ADD CONSTRAINT "people_email_lower" CHECK ("email" = lower("email") AND "email" <> '');
ALTER TABLE "staff" ADD CONSTRAINT "staff_role" CHECK ("role" IN ('owner', 'biller', 'viewer'));
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_role" CHECK ("role" IN ('payer', 'viewer'));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_contact_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts" ("id");
ALTER TABLE "selections" ADD CONSTRAINT "selections_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id");

-- I2: nothing is applied twice. A sum over a row's own columns needs no lock to be true.
ALTER TABLE "invoices"
  ADD CONSTRAINT "invoices_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "invoices_parts" CHECK ("total_minor" >= 0 AND "tax_minor" BETWEEN 0 AND "total_minor" AND "credited_minor" >= 0
    AND "written_off_minor" >= 0 AND "in_flight_minor" >= 0 AND "paid_minor" >= 0),
  ADD CONSTRAINT "invoices_not_over_applied" CHECK ("credited_minor" + "written_off_minor" + "in_flight_minor" + "paid_minor" <= "total_minor"),
  ADD CONSTRAINT "invoices_void_reason" CHECK (("voided_at" IS NULL) = ("void_reason" IS NULL)),
  ADD CONSTRAINT "invoices_dispute_reason" CHECK (("disputed_at" IS NULL) = ("dispute_reason" IS NULL)),
  ADD CONSTRAINT "invoices_draft_untouched" CHECK ("issued_at" IS NOT NULL OR ("in_flight_minor" = 0 AND "paid_minor" = 0));
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_amounts" CHECK ("quantity_milli" > 0 AND "tax_rate_bp" BETWEEN 0 AND 10000);
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");

-- The open list, its totals and its ageing read this index alone.
CREATE INDEX "invoices_open" ON "invoices" ("vendor_id", "customer_id", "due_on", "id") INCLUDE ("currency", "due_minor")
  WHERE "issued_at" IS NOT NULL AND "voided_at" IS NULL AND "archived_at" IS NULL AND "disputed_at" IS NULL AND "due_minor" > 0;
CREATE INDEX "invoices_open_by_amount" ON "invoices" ("vendor_id", "customer_id", "due_minor", "id")
  WHERE "issued_at" IS NOT NULL AND "voided_at" IS NULL AND "archived_at" IS NULL AND "disputed_at" IS NULL AND "due_minor" > 0;
CREATE INDEX "invoices_open_by_number" ON "invoices" ("vendor_id", "customer_id", "number", "id")
  WHERE "issued_at" IS NOT NULL AND "voided_at" IS NULL AND "archived_at" IS NULL AND "disputed_at" IS NULL AND "due_minor" > 0;
CREATE INDEX "invoices_by_customer" ON "invoices" ("vendor_id", "customer_id", "due_on" DESC, "id");
-- The few that are shown apart with a reason of their own, payments lead to those in flight and paid.
CREATE INDEX "invoices_apart" ON "invoices" ("vendor_id", "customer_id", "due_on" DESC)
  WHERE "issued_at" IS NOT NULL AND "archived_at" IS NULL AND ("voided_at" IS NOT NULL OR "disputed_at" IS NOT NULL);

-- A quote names the version of each invoice it showed, whatever a payer was shown and can change counts it up.
CREATE FUNCTION count_invoice_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER "invoices_version" BEFORE UPDATE ON "invoices" FOR EACH ROW
  WHEN ((OLD.total_minor, OLD.credited_minor, OLD.written_off_minor, OLD.due_on, OLD.number, OLD.summary, OLD.issued_at, OLD.voided_at, OLD.archived_at, OLD.disputed_at)
    IS DISTINCT FROM (NEW.total_minor, NEW.credited_minor, NEW.written_off_minor, NEW.due_on, NEW.number, NEW.summary, NEW.issued_at, NEW.voided_at, NEW.archived_at, NEW.disputed_at))
  EXECUTE FUNCTION count_invoice_version();

CREATE UNIQUE INDEX "payment_methods_one_default" ON "payment_methods" ("vendor_id", "customer_id") WHERE "default_since" IS NOT NULL AND "removed_at" IS NULL;
CREATE INDEX "payment_methods_by_customer" ON "payment_methods" ("vendor_id", "customer_id") WHERE "removed_at" IS NULL;

ALTER TABLE "payments"
  ADD CONSTRAINT "payments_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "payments_contact_fkey" FOREIGN KEY ("vendor_id", "contact_id") REFERENCES "contacts" ("vendor_id", "id"),
  ADD CONSTRAINT "payments_method_fkey" FOREIGN KEY ("vendor_id", "method_id") REFERENCES "payment_methods" ("vendor_id", "id"),
  ADD CONSTRAINT "payments_amounts" CHECK ("amount_minor" > 0 AND "fee_minor" >= 0 AND "unapplied_minor" >= 0 AND "fee_minor" + "unapplied_minor" <= "amount_minor"),
  ADD CONSTRAINT "payments_state" CHECK ("state" IN ('reserved', 'action_required', 'processing', 'checking', 'succeeded', 'failed', 'cancelled')),
  ADD CONSTRAINT "payments_channel" CHECK ("channel" IN ('portal', 'outside')),
  ADD CONSTRAINT "payments_ended" CHECK (("ended_at" IS NOT NULL) = ("state" IN ('succeeded', 'failed', 'cancelled'))),
  ADD CONSTRAINT "payments_settled" CHECK (("settled_at" IS NOT NULL) = ("state" = 'succeeded')),
  ADD CONSTRAINT "payments_settled_by_gateway" CHECK ("state" <> 'succeeded' OR "channel" = 'outside' OR "gateway_intent_id" IS NOT NULL),
  ADD CONSTRAINT "payments_count" CHECK ("invoice_count" BETWEEN 1 AND 100000);
CREATE INDEX "payments_undecided" ON "payments" ("created_at") WHERE "ended_at" IS NULL;

-- I7: only the edges of the written state graph, and an ended payment stays as it ended.
CREATE FUNCTION check_payment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'payments are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.currency, OLD.amount_minor, OLD.fee_minor, OLD.unapplied_minor, OLD.channel, OLD.request_hash, OLD.created_at, OLD.invoice_count, OLD.contact_id, OLD.method_id, OLD.gateway_request)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.currency, NEW.amount_minor, NEW.fee_minor, NEW.unapplied_minor, NEW.channel, NEW.request_hash, NEW.created_at, NEW.invoice_count, NEW.contact_id, NEW.method_id, NEW.gateway_request) THEN
    RAISE EXCEPTION 'what payment % asked for cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.gateway_intent_id IS NOT NULL AND NEW.gateway_intent_id IS DISTINCT FROM OLD.gateway_intent_id THEN
    RAISE EXCEPTION 'payment % has its intent already', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
      WHEN 'reserved' THEN NEW.state IN ('action_required', 'processing', 'checking', 'succeeded', 'failed', 'cancelled')
      WHEN 'checking' THEN NEW.state IN ('action_required', 'processing', 'succeeded', 'failed', 'cancelled')
      WHEN 'action_required' THEN NEW.state IN ('processing', 'checking', 'succeeded', 'failed', 'cancelled')
      WHEN 'processing' THEN NEW.state IN ('checking', 'succeeded', 'failed', 'cancelled')
      ELSE false END) THEN
    RAISE EXCEPTION 'payment % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payments_change" BEFORE UPDATE OR DELETE ON "payments" FOR EACH ROW EXECUTE FUNCTION check_payment_change();

-- I1: Σ allocations + fee + unapplied = amount, at every commit.
CREATE FUNCTION check_payment_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount_minor <> NEW.fee_minor + NEW.unapplied_minor
      + (SELECT coalesce(sum(a.amount_minor), 0) FROM allocations a WHERE a.payment_id = NEW.id) THEN
    RAISE EXCEPTION 'payment % does not add up', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.invoice_count <> (SELECT count(*) FROM allocations a WHERE a.payment_id = NEW.id) THEN
    RAISE EXCEPTION 'payment % miscounts its invoices', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "payments_add_up" AFTER INSERT ON "payments" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payment_adds_up();

ALTER TABLE "allocations" ADD CONSTRAINT "allocations_amount" CHECK ("amount_minor" > 0);
-- All allocations of a payment come in one statement, so the sum must be right when it ends.
CREATE FUNCTION check_allocations_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT p.id INTO wrong FROM payments p
    JOIN (SELECT DISTINCT payment_id FROM inserted) i ON i.payment_id = p.id
    WHERE p.amount_minor <> p.fee_minor + p.unapplied_minor + (SELECT sum(a.amount_minor) FROM allocations a WHERE a.payment_id = p.id)
       OR NOT (p.state = 'reserved' OR (p.channel = 'outside' AND p.state = 'succeeded'))
    LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'allocations of payment % do not add up or come too late', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "allocations_add_up" AFTER INSERT ON "allocations" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_allocations_add_up();

-- I19, I24: a receipt proves a settled payment of the same vendor, customer and currency.
ALTER TABLE "receipts"
  ADD CONSTRAINT "receipts_tenant_fkey" FOREIGN KEY ("vendor_id", "payment_id", "customer_id", "currency") REFERENCES "payments" ("vendor_id", "id", "customer_id", "currency"),
  ADD CONSTRAINT "receipts_key_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_keys" ("id"),
  ADD CONSTRAINT "receipts_sequence" CHECK ("sequence" > 0 AND "year" BETWEEN 2000 AND 9999 AND "total_minor" > 0);
CREATE FUNCTION check_receipt_is_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment_id AND p.state = 'succeeded' AND p.amount_minor = NEW.total_minor) THEN
    RAISE EXCEPTION 'no receipt for payment %: it has not settled for that amount', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "receipts_earned" BEFORE INSERT ON "receipts" FOR EACH ROW EXECUTE FUNCTION check_receipt_is_earned();
ALTER TABLE "receipt_series" ADD CONSTRAINT "receipt_series_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");

-- I8: double entry. All lines of an entry come in one statement and add up to nought when it ends.
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");
ALTER TABLE "ledger_lines"
  ADD CONSTRAINT "ledger_lines_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
  ADD CONSTRAINT "ledger_lines_amount" CHECK ("amount_minor" <> 0),
  ADD CONSTRAINT "ledger_lines_account" CHECK ("account" IN ('receivable', 'revenue', 'tax', 'gateway_clearing', 'outside_clearing', 'fees', 'customer_credit'));
CREATE INDEX "ledger_lines_by_customer" ON "ledger_lines" ("vendor_id", "customer_id", "currency", "account") INCLUDE ("amount_minor");
CREATE FUNCTION check_ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT l.entry_id INTO wrong FROM ledger_lines l
    WHERE l.entry_id IN (SELECT entry_id FROM inserted)
    GROUP BY l.entry_id HAVING sum(l.amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'ledger entry % does not balance', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "ledger_lines_balance" AFTER INSERT ON "ledger_lines" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_ledger_balances();

-- I21: the audit log chains itself, so that no writer can forget to.
CREATE FUNCTION audit_hash(e audit_entries) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(e.prev_hash || convert_to(jsonb_build_array(e.vendor_id, e.chain, e.sequence,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_kind, e.actor_id,
    e.action, e.subject, e.subject_id, e.cause, e.data)::text, 'UTF8'))
$$;
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_heads;
BEGIN
  NEW.chain := coalesce(NEW.vendor_id::text, 'house');
  INSERT INTO audit_heads (chain, sequence, hash) VALUES (NEW.chain, 0, '\x') ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_heads h WHERE h.chain = NEW.chain FOR UPDATE;
  NEW.sequence := head.sequence + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := audit_hash(NEW);
  UPDATE audit_heads h SET sequence = NEW.sequence, hash = NEW.hash WHERE h.chain = NEW.chain;
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_entries_chain" BEFORE INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

-- What was written in the books stays written.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "allocations_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "allocations" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "receipts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "receipts" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_lines_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_lines" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "payments_no_truncate" BEFORE TRUNCATE ON "payments" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "gateway_events" ADD CONSTRAINT "gateway_events_state" CHECK ("state" IN ('queued', 'applied', 'ignored', 'quarantined'));
ALTER TABLE "outgoing_mails"
  ADD CONSTRAINT "outgoing_mails_state" CHECK ("state" IN ('queued', 'sent', 'failed')),
  ADD CONSTRAINT "outgoing_mails_receipt_fkey" FOREIGN KEY ("receipt_id") REFERENCES "receipts" ("id");
ALTER TABLE "invoice_imports" ADD CONSTRAINT "invoice_imports_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id");
