-- In which language customers are written to: the vendor's own, unless a customer has another.
ALTER TABLE "vendors" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en' CHECK ("language" IN ('en', 'de', 'fr', 'es'));
ALTER TABLE "customers" ADD COLUMN "language" TEXT CHECK ("language" IN ('en', 'de', 'fr', 'es'));
