-- Credit is used wherever we charge, also for what was agreed beforehand; never for money received outside.
ALTER TABLE "payments" DROP CONSTRAINT "payments_amounts";
ALTER TABLE "payments"
  ADD CONSTRAINT "payments_amounts" CHECK ("amount_minor" >= 0 AND "credit_minor" >= 0 AND "amount_minor" + "credit_minor" > 0 AND "fee_minor" >= 0
    AND "unapplied_minor" >= 0 AND "fee_minor" + "unapplied_minor" <= "amount_minor" AND ("credit_minor" = 0 OR "channel" <> 'outside'));
