import { refuse, type Result } from '~/lib/result';

/** What a vendor's invoices and mails go by. */
export type InvoiceSettings = {
  /** IANA zone in which "due on" is judged. */
  timeZone: string;
  /** The name its mails come from; null: the vendor's own. */
  mailName: string | null;
};

export type TypedInvoiceSettings = { timeZone: string; mailName: string };
export type InvoiceSettingsRefusal = { about: keyof TypedInvoiceSettings; words: string };

const MOST_OF_NAME = 60;

export function readInvoiceSettings(
  typed: TypedInvoiceSettings,
): Result<{ settings: InvoiceSettings }, InvoiceSettingsRefusal> {
  if (!isTimeZone(typed.timeZone)) return refuse({ about: 'timeZone', words: 'Choose a time zone from the list.' });
  const mailName = typed.mailName.trim().replaceAll(/\s+/g, ' ');
  if (mailName.length > MOST_OF_NAME)
    return refuse({ about: 'mailName', words: `At most ${MOST_OF_NAME} characters.` });
  return { ok: true, settings: { timeZone: typed.timeZone, mailName: mailName || null } };
}

/** The zones there are, as every browser and our database know them. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

function isTimeZone(zone: string): boolean {
  return timeZones().includes(zone);
}
