-- A vendor's mails by the beginning of the address they went to.
CREATE INDEX "outgoing_mails_by_address" ON "outgoing_mails" ("vendor_id", lower("to") text_pattern_ops);
