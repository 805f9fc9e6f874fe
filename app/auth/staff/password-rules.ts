/** Long enough that guessing is hopeless at the pace we allow; longer than this nobody types, and hashing must stay cheap. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;
