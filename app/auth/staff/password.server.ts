import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice: 19 MiB, two passes, one lane. Argon2id is the package's own default, said for who reads this. */
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash with its parameters and salt in it, so that the cost can be raised later. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** A hash of nothing anybody knows, to be compared with where there is none: an unknown address costs the same. */
const nobodys = hashPassword(crypto.randomUUID());

/** Whether it is the password. Without a hash the same work is done and the answer is no. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodys), password);
  return right && passwordHash !== null;
}
