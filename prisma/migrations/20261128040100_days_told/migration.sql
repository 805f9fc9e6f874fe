-- On which day a mail says that something is charged: a charge that moves is told only where what was told last is so no more.
ALTER TABLE "outgoing_mails" ADD COLUMN "tells" JSONB;
