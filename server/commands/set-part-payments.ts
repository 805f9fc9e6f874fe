import { readTypedAmount } from '../../app/domain/payments/typed-amount';
import { pickVendorWords } from '../../app/domain/vendors/pick-vendor-words';
import { isCurrency, type Currency } from '../../app/lib/money';
import { defineCommand } from './command';

export const setPartPaymentsCommand = defineCommand({
  name: 'set-part-payments',
  summary: 'Say whether customers may pay a part of an invoice',
  usage: [
    '--allow yes|no [--minimum USD=10.00,EUR=10.00] [--vendor SLUG] [--json]',
    '',
    '  --minimum   the least that one payment in parts may come to, by currency; where less is due, that can be paid',
  ].join('\n'),
  options: { allow: { type: 'string' }, minimum: { type: 'string' }, vendor: { type: 'string' } },
  async run({ values }, { json, out }) {
    const { allow, minimum, vendor: slug } = values as Partial<Record<string, string>>;
    const minimums = readMinimums(minimum ?? '');
    if ((allow !== 'yes' && allow !== 'no') || minimums === null) {
      process.stderr.write(
        minimums === null
          ? `--minimum ${minimum}: write amounts by currency, as in USD=10.00,EUR=10.00.\n`
          : '--allow must be yes or no.\n',
      );
      return 2;
    }
    const { pickVendor } = await import('../../app/domain/vendors/pick-vendor.server');
    const { setPartPayments } = await import('../../app/domain/vendors/set-part-payments.server');
    const picked = await pickVendor(slug);
    if (!picked.ok) {
      process.stderr.write(`${pickVendorWords(picked.refusal)}\n`);
      return 2;
    }
    const { id, slug: vendor } = picked.vendor;
    const allowed = allow === 'yes';
    await setPartPayments({ vendorId: id, allowed, minimums }, { cause: 'command set-part-payments' });
    const told = minimums.map(({ currency, minimumMinor }) => ({ currency, minimumMinor: minimumMinor.toString() }));
    if (json) out(JSON.stringify({ vendor, allowed, minimums: told }));
    else out(`Customers of ${vendor} ${allowed ? 'may pay a part of an invoice' : 'pay invoices in full only'}.`);
    return 0;
  },
});

/** "USD=10.00,EUR=10" as minor units; null when some of it is no amount of a currency, or one is named twice. */
function readMinimums(text: string): { currency: Currency; minimumMinor: bigint }[] | null {
  const read = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [currency = '', amount = ''] = part.trim().split('=');
      const minimumMinor = isCurrency(currency) ? readTypedAmount(amount, currency) : null;
      return minimumMinor !== null && minimumMinor > 0n ? { currency, minimumMinor } : null;
    });
  const minimums = read.filter((one) => one !== null);
  const currencies = new Set(minimums.map((one) => one.currency));
  return minimums.length === read.length && currencies.size === read.length ? minimums : null;
}
