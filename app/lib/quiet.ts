/**
 * A form post that only saves what the page already shows carries `quiet=1`; nothing is loaded again after it.
 * Layouts and pages ask here in their shouldRevalidate.
 */
export function isQuiet(formData: FormData | undefined): boolean {
  return formData?.get('quiet') === '1';
}
