/** Form encoding with brackets, as the gateway reads it. */
export function encodeForm(value, name, form = new URLSearchParams()) {
  if (value === undefined || value === null) return form;
  if (typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) encodeForm(each, name ? `${name}[${key}]` : key, form);
  } else form.append(name, String(value));
  return form;
}

/** Calls the gateway with the publishable key. Never throws: the answer is the object or `{error}`. */
export function createApi(origin, key, account) {
  return async function call(method, path, params = {}) {
    const form = encodeForm({ ...params, key, ...(account ? { _stripe_account: account } : {}) });
    const get = method === 'GET';
    try {
      const response = await fetch(`${origin}${path}${get ? `?${form}` : ''}`, {
        method,
        ...(get ? {} : { body: form }),
      });
      return await response.json();
    } catch {
      return {
        error: {
          type: 'api_connection_error',
          message: 'An error occurred with our connection to the payment gateway.',
        },
      };
    }
  };
}
