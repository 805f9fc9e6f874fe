import { authenticate } from './three-d-secure.js';

/** Confirming and retrieving intents, of payments and of setups alike. */
export function createIntents(connection) {
  const { call, origin } = connection;

  const placeOf = (clientSecret) => {
    const id = String(clientSecret ?? '').split('_secret_')[0];
    const setup = id.startsWith('seti_');
    return {
      path: `/v1/${setup ? 'setup_intents' : 'payment_intents'}/${encodeURIComponent(id)}`,
      name: setup ? 'setupIntent' : 'paymentIntent',
    };
  };

  const retrieve = async (clientSecret) => {
    const { path, name } = placeOf(clientSecret);
    const answer = await call('GET', path, { client_secret: clientSecret });
    return answer.error ? { error: answer.error } : { [name]: answer };
  };

  /** What the caller gets: the intent, or why the last try failed. */
  const outcome = (name, intent) => {
    const error = intent.last_payment_error ?? intent.last_setup_error;
    if (intent.status !== 'requires_payment_method' || !error) return { [name]: intent };
    return { error: { ...error, [name === 'setupIntent' ? 'setup_intent' : 'payment_intent']: intent } };
  };

  const act = async (clientSecret, intent, name) => {
    // Small deposits take days: there is nothing to show now.
    if (intent.next_action?.type === 'verify_with_microdeposits') return { [name]: intent };
    if (intent.next_action?.type === 'redirect_to_url') {
      window.location.assign(intent.next_action.redirect_to_url.url);
      return new Promise(() => {});
    }
    await authenticate(origin, intent);
    const after = await retrieve(clientSecret);
    return after.error ? after : outcome(name, after[name]);
  };

  const handleNextAction = async ({ clientSecret }) => {
    const { name } = placeOf(clientSecret);
    const found = await retrieve(clientSecret);
    if (found.error) return found;
    const intent = found[name];
    if (intent.status === 'requires_action') return act(clientSecret, intent, name);
    const code = name === 'setupIntent' ? 'setup_intent_unexpected_state' : 'payment_intent_unexpected_state';
    const message = `handleNextAction: The ${name === 'setupIntent' ? 'SetupIntent' : 'PaymentIntent'} supplied is not in the requires_action state.`;
    return {
      error: {
        type: 'invalid_request_error',
        code,
        message,
        [name === 'setupIntent' ? 'setup_intent' : 'payment_intent']: intent,
      },
    };
  };

  const confirm = async ({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) => {
    const secret = clientSecret ?? elements?._options().clientSecret;
    const { path, name } = placeOf(secret);
    const { return_url, payment_method, confirmation_token } = confirmParams;
    let chosen = { payment_method, confirmation_token };
    if (elements && !payment_method && !confirmation_token) {
      const token = await elements._ask('createConfirmationToken', { ...confirmParams, elements: undefined });
      if (token.error) return { error: token.error };
      chosen = { confirmation_token: token.confirmationToken.id };
    }
    const answer = await call('POST', `${path}/confirm`, {
      ...chosen,
      client_secret: secret,
      return_url,
      use_stripe_sdk: true,
    });
    if (answer.error) return { error: answer.error };
    const result = answer.status === 'requires_action' ? await act(secret, answer, name) : outcome(name, answer);
    if (result.error || redirect === 'if_required' || !return_url) return result;
    const back = new URL(return_url, location.href);
    const prefix = name === 'setupIntent' ? 'setup_intent' : 'payment_intent';
    back.searchParams.set(prefix, result[name].id);
    back.searchParams.set(`${prefix}_client_secret`, secret);
    back.searchParams.set('redirect_status', 'succeeded');
    window.location.assign(back.href);
    return new Promise(() => {});
  };

  const verify = async (clientSecret, told) => {
    const { path, name } = placeOf(clientSecret);
    const answer = await call('POST', `${path}/verify_microdeposits`, { ...told, client_secret: clientSecret });
    return answer.error ? { error: answer.error } : { [name]: answer };
  };

  return { verify, retrieve, handleNextAction, confirm };
}
