/** The fields with which staff show, in the form of what they were about to do, that it is still they. */
export const FACTOR_CODE = 'factor_code';
export const FACTOR_PASSKEY = 'factor_passkey';
/** With what they were about to do, where they thought better of it. */
export const FACTOR_LEFT = 'factor_left';

/**
 * What is answered (403) instead of doing what moves money when the last second factor is older than five minutes.
 * Programs read `error`; people are shown a page that posts the same form again, with a fresh factor.
 */
export type ReauthRequired = {
  error: 'reauth_required';
  /** What they were about to do, after "Before you": "refund $50.00". */
  doing: string;
  /** Where the form goes, and what was in it. */
  action: string;
  held: [name: string, value: string][];
  /** What was wrong with the factor that came along, if one did. */
  refused: string | null;
  /** What a passkey is to sign, as JSON, where they have one. */
  passkey: string | null;
  /** The demo stands in for the phone: its code lies in the outbox. */
  demo: boolean;
};

/**
 * Whether they pressed Cancel where a fresh factor was asked for. Nothing may be done then: the form comes back as it was
 * typed. It came along in the page and was kept nowhere else, so that no secret of it lies in an address or a store.
 */
export function leftStepUp(form: FormData): boolean {
  return form.has(FACTOR_LEFT);
}

export function isReauthRequired(data: unknown): data is ReauthRequired {
  return (data as ReauthRequired | null)?.error === 'reauth_required';
}
