import { isLanguage, type Language } from '~/lib/languages/language';
import { refuse, type Result } from '~/lib/result';

/** What a vendor's invoices and mails go by. */
export type InvoiceSettings = {
  /** IANA zone in which "due on" is judged. */
  timeZone: string;
  /** In which customers are written to who have none of their own. */
  language: Language;
  /** The name its mails come from; null: the vendor's own. */
  mailName: string | null;
  /** What the number of the next invoice that staff write begins with, and the number itself. */
  prefix: string;
  next: bigint;
};

export type TypedInvoiceSettings = {
  timeZone: string;
  language: string;
  mailName: string;
  prefix: string;
  next: string;
};
export type InvoiceSettingsRefusal = { about: keyof TypedInvoiceSettings; words: string };

const MOST_OF_NAME = 60;

export function readInvoiceSettings(
  typed: TypedInvoiceSettings,
  zones: readonly string[],
): Result<{ settings: InvoiceSettings }, InvoiceSettingsRefusal> {
  if (!zones.includes(typed.timeZone)) return refuse({ about: 'timeZone', words: 'Choose a time zone from the list.' });
  const { language } = typed;
  if (!isLanguage(language)) return refuse({ about: 'language', words: 'Choose a language from the list.' });
  const mailName = typed.mailName.trim().replaceAll(/\s+/g, ' ');
  if (mailName.length > MOST_OF_NAME)
    return refuse({ about: 'mailName', words: `At most ${MOST_OF_NAME} characters.` });
  const prefix = typed.prefix.trim();
  if (!/^[A-Za-z0-9./_-]{0,20}$/.test(prefix))
    return refuse({ about: 'prefix', words: 'At most 20 letters, digits and the signs . / _ -' });
  if (!/^[1-9]\d{0,14}$/.test(typed.next.trim()))
    return refuse({ about: 'next', words: 'Type a whole number from 1 on, without blanks or commas.' });
  return {
    ok: true,
    settings: {
      prefix,
      next: BigInt(typed.next.trim()),
      timeZone: typed.timeZone,
      language,
      mailName: mailName || null,
    },
  };
}
