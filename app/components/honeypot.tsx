/** The field's name; people never see it, so whoever fills it in is a program. */
export const HONEYPOT = 'company_website';

export function Honeypot() {
  return (
    <div hidden aria-hidden>
      <label>
        Leave this empty
        <input type="text" name={HONEYPOT} tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  );
}
