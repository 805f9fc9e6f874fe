-- A vendor's mails that did not arrive, or not yet, newest first: few among many. The list of all has its index already.
CREATE INDEX "outgoing_mails_not_sent" ON "outgoing_mails" ("vendor_id", "created_at" DESC, "id") WHERE "state" <> 'sent';
