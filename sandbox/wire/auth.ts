import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY } from '../keys';
import { invalid, type ApiError } from './api-error';

export type Caller = { publishable: boolean };

/** Who is calling: a server with the secret key, or a browser with the publishable one (in the header or the form). */
export function authenticate(header: string | undefined, formKey: string | undefined): Caller {
  const key = keyOf(header) ?? formKey;
  if (!key) {
    throw refusal(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (key === SANDBOX_SECRET_KEY) return { publishable: false };
  if (key === SANDBOX_PUBLISHABLE_KEY) return { publishable: true };
  throw refusal(`Invalid API Key provided: ${masked(key)}`);
}

/** A key that was good and is no more. */
export function keyRevoked(): ApiError {
  return refusal(`Expired API Key provided: ${masked(SANDBOX_SECRET_KEY)}`, 'api_key_expired');
}

export function secretKeyRequired(): ApiError {
  return invalid(
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    'secret_key_required',
    undefined,
    { status: 403, beforeExecution: true },
  );
}

function keyOf(header: string | undefined): string | undefined {
  if (!header) return undefined;
  if (header.startsWith('Bearer ')) return header.slice(7);
  // The vendor also takes the key as the user name of basic authentication.
  if (header.startsWith('Basic ')) return Buffer.from(header.slice(6), 'base64').toString().split(':')[0];
  return undefined;
}

function refusal(message: string, code?: string): ApiError {
  return invalid(message, code, undefined, {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="Stripe"' },
    beforeExecution: true,
  });
}

function masked(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}
