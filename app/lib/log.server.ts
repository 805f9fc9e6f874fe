import pino from 'pino';
import { readEnv } from './env.server';

/** Structured log lines on standard output. Secrets are cut out wherever they hang in the object. */
export const log = pino({
  level: readEnv().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      ...['authorization', 'cookie', 'client_secret', 'clientSecret', 'token', 'password', 'secret'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
      ]),
      'headers["set-cookie"]',
    ],
    censor: '[cut]',
  },
});
