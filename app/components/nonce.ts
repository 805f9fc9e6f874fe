import { createContext } from 'react';

/**
 * The nonce of the content security policy, given by entry.server around <RemixServer>. It stays empty in the
 * browser, which hides nonces after it has read them; so it is never part of loader data.
 */
export const NonceContext = createContext('');
