-- Customers can be written to in Arabic too.
ALTER TABLE "vendors" DROP CONSTRAINT "vendors_language_check";
ALTER TABLE "vendors" ADD CONSTRAINT "vendors_language_check" CHECK ("language" IN ('en', 'de', 'fr', 'es', 'ar'));
ALTER TABLE "customers" DROP CONSTRAINT "customers_language_check";
ALTER TABLE "customers" ADD CONSTRAINT "customers_language_check" CHECK ("language" IN ('en', 'de', 'fr', 'es', 'ar'));
