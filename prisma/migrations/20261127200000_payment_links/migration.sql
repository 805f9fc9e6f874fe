-- A payment link: whoever holds it sees what it is for and may pay that, without signing in. One for a method is mailed to
-- ask for a card or bank account to be kept, pays nothing, and is good once.
CREATE TABLE "payment_links" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "covers" TEXT NOT NULL,
    "made_by" UUID,
    "replaces" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "expiry_set_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "last_opened_at" TIMESTAMPTZ(6),
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "payment_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payment_links_customer_fkey" FOREIGN KEY ("vendor_id", "customer_id") REFERENCES "customers" ("vendor_id", "id"),
    CONSTRAINT "payment_links_made_by_fkey" FOREIGN KEY ("vendor_id", "made_by") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "payment_links_covers" CHECK ("covers" IN ('invoices', 'account', 'method') AND ("used_at" IS NULL OR "covers" = 'method')),
    CONSTRAINT "payment_links_life" CHECK ("expires_at" > "expiry_set_at" AND "expires_at" <= "expiry_set_at" + interval '120 days' AND "expiry_set_at" >= "created_at"),
    CONSTRAINT "payment_links_revoked" CHECK ("revoked_at" >= "created_at"),
    CONSTRAINT "payment_links_opens" CHECK ("open_count" >= 0 AND ("open_count" = 0) = ("last_opened_at" IS NULL))
);
CREATE UNIQUE INDEX "payment_links_vendor_id_id_customer_id_key" ON "payment_links" ("vendor_id", "id", "customer_id");
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_replaces_fkey" FOREIGN KEY ("vendor_id", "replaces", "customer_id") REFERENCES "payment_links" ("vendor_id", "id", "customer_id");
CREATE INDEX "payment_links_vendor_id_customer_id_idx" ON "payment_links" ("vendor_id", "customer_id");
CREATE INDEX "payment_links_newest" ON "payment_links" ("vendor_id", "id" DESC);

CREATE TABLE "payment_link_invoices" (
    "vendor_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "payment_link_invoices_pkey" PRIMARY KEY ("link_id", "invoice_id"),
    CONSTRAINT "payment_link_invoices_link_fkey" FOREIGN KEY ("vendor_id", "link_id", "customer_id") REFERENCES "payment_links" ("vendor_id", "id", "customer_id"),
    CONSTRAINT "payment_link_invoices_invoice_fkey" FOREIGN KEY ("vendor_id", "invoice_id", "customer_id", "currency") REFERENCES "invoices" ("vendor_id", "id", "customer_id", "currency")
);
CREATE INDEX "payment_link_invoices_vendor_id_invoice_id_idx" ON "payment_link_invoices" ("vendor_id", "invoice_id");

-- What opens a link. Each copy that is handed out has a token of its own; of a token only its hash is kept.
CREATE TABLE "payment_link_tokens" (
    "token_hash" BYTEA NOT NULL,
    "vendor_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "mail_key" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_link_tokens_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "payment_link_tokens_hash" CHECK (length("token_hash") = 32),
    CONSTRAINT "payment_link_tokens_link_fkey" FOREIGN KEY ("vendor_id", "link_id", "customer_id") REFERENCES "payment_links" ("vendor_id", "id", "customer_id")
);
CREATE INDEX "payment_link_tokens_vendor_id_link_id_idx" ON "payment_link_tokens" ("vendor_id", "link_id");

-- What a link is for stays as it was made; it is revoked once, and never comes back.
CREATE FUNCTION check_payment_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'payment links are never deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (OLD.id, OLD.vendor_id, OLD.customer_id, OLD.covers, OLD.made_by, OLD.replaces, OLD.created_at)
    IS DISTINCT FROM (NEW.id, NEW.vendor_id, NEW.customer_id, NEW.covers, NEW.made_by, NEW.replaces, NEW.created_at) THEN
    RAISE EXCEPTION 'what payment link % is for cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at OR NEW.expires_at <> OLD.expires_at) THEN
    RAISE EXCEPTION 'payment link % was revoked', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at THEN
    RAISE EXCEPTION 'payment link % was used', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.expires_at < OLD.expires_at THEN
    RAISE EXCEPTION 'payment link % is only ever extended', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payment_links_change" BEFORE UPDATE OR DELETE ON "payment_links" FOR EACH ROW EXECUTE FUNCTION check_payment_link_change();
CREATE TRIGGER "payment_links_no_truncate" BEFORE TRUNCATE ON "payment_links" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "payment_link_invoices_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment_link_invoices" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "payment_link_tokens_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment_link_tokens" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A link for invoices names at least one and at most a thousand, one for the account none.
CREATE FUNCTION check_payment_link_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE named bigint;
BEGIN
  SELECT count(*) INTO named FROM payment_link_invoices i WHERE i.link_id = NEW.id;
  IF (NEW.covers = 'invoices') <> (named > 0) OR named > 1000 THEN
    RAISE EXCEPTION 'payment link % names % invoices', NEW.id, named USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "payment_links_names" AFTER INSERT ON "payment_links" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payment_link_names();

-- Every payment through a link names it. A link that has ended takes none, whoever comes at the same moment.
ALTER TABLE "payments"
  ADD COLUMN "payment_link_id" UUID,
  ADD CONSTRAINT "payments_of_link_channel" CHECK (("channel" = 'link') = ("payment_link_id" IS NOT NULL)),
  ADD CONSTRAINT "payments_payment_link_fkey" FOREIGN KEY ("vendor_id", "payment_link_id", "customer_id") REFERENCES "payment_links" ("vendor_id", "id", "customer_id");
CREATE INDEX "payments_by_link" ON "payments" ("vendor_id", "payment_link_id", "created_at" DESC) WHERE "payment_link_id" IS NOT NULL;

CREATE FUNCTION check_payment_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE link payment_links;
BEGIN
  SELECT * INTO link FROM payment_links l WHERE l.id = NEW.payment_link_id FOR SHARE;
  IF NOT FOUND OR link.revoked_at IS NOT NULL OR link.expires_at <= NEW.created_at OR link.covers = 'method' THEN
    RAISE EXCEPTION 'payment link % takes no payment', NEW.payment_link_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "payments_of_link" BEFORE INSERT ON "payments" FOR EACH ROW WHEN (NEW.payment_link_id IS NOT NULL) EXECUTE FUNCTION check_payment_of_link();
CREATE FUNCTION keep_payment_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % belongs to the link it came through', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "payments_of_link_kept" BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.payment_link_id IS DISTINCT FROM NEW.payment_link_id) EXECUTE FUNCTION keep_payment_of_link();

-- It pays what the link is for, and nothing else.
CREATE FUNCTION check_allocations_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
  SELECT a.invoice_id INTO wrong FROM inserted a JOIN payments p ON p.id = a.payment_id JOIN payment_links l ON l.id = p.payment_link_id
    WHERE l.covers = 'invoices' AND NOT EXISTS (SELECT FROM payment_link_invoices i WHERE i.link_id = l.id AND i.invoice_id = a.invoice_id) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'invoice % is not what the payment link is for', wrong USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "allocations_of_link" AFTER INSERT ON "allocations" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION check_allocations_of_link();
