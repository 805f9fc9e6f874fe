-- Staff sign in with a password and an authenticator's code, or with a passkey. Everything that lets somebody in is
-- kept as a hash, or sealed where it must be read again (the authenticator's secret).

ALTER TABLE "staff"
  ADD COLUMN "password_hash" TEXT,
  ADD COLUMN "authenticator" TEXT,
  ADD COLUMN "last_step" BIGINT,
  ADD COLUMN "removed_at" TIMESTAMPTZ(6);

ALTER TABLE "staff"
  ADD CONSTRAINT "staff_email_lower" CHECK ("email" = lower("email") AND "email" <> ''),
  ADD CONSTRAINT "staff_password" CHECK ("password_hash" IS NULL OR "password_hash" LIKE '$argon2id$%'),
  -- A password alone lets nobody in.
  ADD CONSTRAINT "staff_two_factors" CHECK (("password_hash" IS NULL) = ("authenticator" IS NULL)),
  ADD CONSTRAINT "staff_last_step" CHECK ("last_step" IS NULL OR "authenticator" IS NOT NULL),
  ADD CONSTRAINT "staff_removed" CHECK ("removed_at" IS NULL OR "password_hash" IS NULL);
-- Whoever signs in types an address and nothing else that says whose staff they are.
CREATE UNIQUE INDEX "staff_address" ON "staff" ("email") WHERE "removed_at" IS NULL;

CREATE TABLE "staff_sessions" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "factor_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "viewed_customer_id" UUID,
    "viewing_since" TIMESTAMPTZ(6),

    CONSTRAINT "staff_sessions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_sessions_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "staff_sessions_customer_fkey" FOREIGN KEY ("vendor_id", "viewed_customer_id") REFERENCES "customers" ("vendor_id", "id"),
    CONSTRAINT "staff_sessions_life" CHECK ("expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '12 hours'),
    CONSTRAINT "staff_sessions_viewing" CHECK (("viewed_customer_id" IS NULL) = ("viewing_since" IS NULL))
);
CREATE UNIQUE INDEX "staff_sessions_token_hash_key" ON "staff_sessions" ("token_hash");
CREATE INDEX "staff_sessions_vendor_id_staff_id_idx" ON "staff_sessions" ("vendor_id", "staff_id");

CREATE TABLE "staff_sign_ins" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "wrong_codes" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_sign_ins_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_sign_ins_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id")
);
CREATE UNIQUE INDEX "staff_sign_ins_token_hash_key" ON "staff_sign_ins" ("token_hash");
CREATE INDEX "staff_sign_ins_vendor_id_staff_id_idx" ON "staff_sign_ins" ("vendor_id", "staff_id");
CREATE INDEX "staff_sign_ins_expires_at_idx" ON "staff_sign_ins" ("expires_at");

CREATE TABLE "staff_recovery_codes" (
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_recovery_codes_pkey" PRIMARY KEY ("staff_id", "code_hash"),
    CONSTRAINT "staff_recovery_codes_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id")
);

CREATE TABLE "staff_passkeys" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[] NOT NULL DEFAULT '{}',
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_passkeys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_passkeys_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "staff_passkeys_counter" CHECK ("counter" >= 0),
    CONSTRAINT "staff_passkeys_name" CHECK (length("name") BETWEEN 1 AND 60)
);
CREATE UNIQUE INDEX "staff_passkeys_credential_id_key" ON "staff_passkeys" ("credential_id");
CREATE INDEX "staff_passkeys_vendor_id_staff_id_idx" ON "staff_passkeys" ("vendor_id", "staff_id");

-- What a passkey is asked to sign. Nobody is known yet when somebody signs in, so it need not belong to a vendor.
CREATE TABLE "passkey_challenges" (
    "id" UUID NOT NULL,
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "staff_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passkey_challenges_purpose" CHECK ("purpose" IN ('sign-in', 'register', 'confirm') AND ("purpose" = 'sign-in') = ("staff_id" IS NULL))
);
CREATE UNIQUE INDEX "passkey_challenges_challenge_key" ON "passkey_challenges" ("challenge");
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges" ("expires_at");

CREATE TABLE "staff_invitations" (
    "id" UUID NOT NULL,
    "vendor_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_invitations_staff_fkey" FOREIGN KEY ("vendor_id", "staff_id") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "staff_invitations_invited_by_fkey" FOREIGN KEY ("vendor_id", "invited_by") REFERENCES "staff" ("vendor_id", "id"),
    CONSTRAINT "staff_invitations_ended_once" CHECK ("accepted_at" IS NULL OR "revoked_at" IS NULL)
);
CREATE UNIQUE INDEX "staff_invitations_token_hash_key" ON "staff_invitations" ("token_hash");
-- Sending another takes the place of the one before.
CREATE UNIQUE INDEX "staff_invitations_one_open" ON "staff_invitations" ("vendor_id", "staff_id") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

-- From how much on a batch asks for a fresh factor, per currency; a currency that is not named always asks.
CREATE TABLE "batch_thresholds" (
    "vendor_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "threshold_minor" BIGINT NOT NULL,

    CONSTRAINT "batch_thresholds_pkey" PRIMARY KEY ("vendor_id", "currency"),
    CONSTRAINT "batch_thresholds_vendor_fkey" FOREIGN KEY ("vendor_id") REFERENCES "vendors" ("id"),
    CONSTRAINT "batch_thresholds_amount" CHECK ("threshold_minor" >= 0 AND "currency" ~ '^[A-Z]{3}$')
);

-- Whoever leaves, or is given another role, is out at once, and who left has nothing to come back in with, whichever
-- way the row was changed.
CREATE FUNCTION end_staff_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE staff_sessions SET revoked_at = clock_timestamp()
    WHERE vendor_id = NEW.vendor_id AND staff_id = NEW.id AND revoked_at IS NULL;
  UPDATE staff_sign_ins SET used_at = clock_timestamp()
    WHERE vendor_id = NEW.vendor_id AND staff_id = NEW.id AND used_at IS NULL;
  IF NEW.removed_at IS NOT NULL THEN
    DELETE FROM staff_passkeys WHERE vendor_id = NEW.vendor_id AND staff_id = NEW.id;
    DELETE FROM staff_recovery_codes WHERE vendor_id = NEW.vendor_id AND staff_id = NEW.id;
    UPDATE staff_invitations SET revoked_at = clock_timestamp()
      WHERE vendor_id = NEW.vendor_id AND staff_id = NEW.id AND accepted_at IS NULL AND revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "staff_leave" AFTER UPDATE ON "staff" FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR (OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL))
  EXECUTE FUNCTION end_staff_access();

-- A vendor that somebody manages stays so: its last owner neither leaves nor becomes something else.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One change at a time, or two owners could show each other out.
  PERFORM 1 FROM vendors WHERE id = NEW.vendor_id FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM staff s WHERE s.vendor_id = NEW.vendor_id AND s.id <> NEW.id
      AND s.role = 'owner' AND s.removed_at IS NULL AND s.password_hash IS NOT NULL) THEN
    RAISE EXCEPTION 'vendor % keeps an owner who can sign in', NEW.vendor_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "staff_keep_an_owner" BEFORE UPDATE ON "staff" FOR EACH ROW
  WHEN (OLD.role = 'owner' AND OLD.removed_at IS NULL AND OLD.password_hash IS NOT NULL
    AND (NEW.role <> 'owner' OR NEW.removed_at IS NOT NULL))
  EXECUTE FUNCTION keep_an_owner();
