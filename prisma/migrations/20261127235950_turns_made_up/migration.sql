-- Turns that nobody used are made up for: beside when the next is due, the line keeps when the next may be at the soonest.
ALTER TABLE "gateway_turns" ADD COLUMN "free_at" TIMESTAMPTZ(6);
