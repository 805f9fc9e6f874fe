import { isHex } from '~/lib/color';
import { emailAddress } from '~/lib/email-address';
import { refuse, type Result } from '~/lib/result';

/** Who a vendor is to its customers: on every page, document and mail. */
export type Brand = {
  name: string;
  /** As it is registered: what documents print. */
  legalName: string;
  addressLines: string[];
  taxId: string | null;
  /** Where customers write to. */
  email: string;
  /** #rrggbb in lower case; null: the house green. */
  brandColor: string | null;
};

export type TypedBrand = Record<'name' | 'legalName' | 'address' | 'taxId' | 'email' | 'brandColor', string>;
export type BrandRefusal = { about: keyof TypedBrand; words: string };

const MOST = { name: 60, legalName: 120, taxId: 40 } as const;
const MOST_LINES = 6;
const MOST_OF_LINE = 80;

/** What was typed, tidied: blanks at the ends and empty lines of the address are left out. Refuses what documents could not print. */
export function readBrand(typed: TypedBrand): Result<{ brand: Brand }, BrandRefusal> {
  const [name, legalName, taxId] = [tidy(typed.name), tidy(typed.legalName), tidy(typed.taxId)];
  const email = emailAddress(typed.email);
  if (name === '') return refuse({ about: 'name', words: 'Type the name that customers know you by.' });
  if (legalName === '') return refuse({ about: 'legalName', words: 'Type the name you are registered by.' });
  for (const [about, text] of [
    ['name', name],
    ['legalName', legalName],
    ['taxId', taxId],
  ] as const)
    if (text.length > MOST[about]) return refuse({ about, words: `At most ${MOST[about]} characters.` });
  if (email === null) return refuse({ about: 'email', words: 'Type an e-mail address, as in billing@example.com.' });
  const addressLines = typed.address
    .split(/\r?\n/)
    .map(tidy)
    .filter((line) => line !== '');
  if (addressLines.length > MOST_LINES || addressLines.some((line) => line.length > MOST_OF_LINE))
    return refuse({ about: 'address', words: `At most ${MOST_LINES} lines of ${MOST_OF_LINE} characters.` });
  const color = typed.brandColor.trim().toLowerCase();
  if (color !== '' && !isHex(color))
    return refuse({ about: 'brandColor', words: 'Write the colour as in #0d6b4d, or leave it empty.' });
  return {
    ok: true,
    brand: { name, legalName, addressLines, taxId: taxId || null, email, brandColor: color || null },
  };
}

const tidy = (text: string) => text.trim().replaceAll(/\s+/g, ' ');
