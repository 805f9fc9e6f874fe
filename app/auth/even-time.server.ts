import { setTimeout as pass } from 'node:timers/promises';

/**
 * Answers no sooner than after this time, so that the time tells nothing of the work: neither what this request
 * did, nor how busy an earlier one keeps the process with its mail.
 */
export async function evenTime<T>(atLeastMs: number, work: Promise<T>): Promise<T> {
  const [answer] = await Promise.all([work, pass(atLeastMs)]);
  return answer;
}
