/** Longer than this nobody types, and hashing must stay cheap. */
export const MAX_PASSWORD_LENGTH = 128;
