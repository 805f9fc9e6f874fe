/** A refusal is an answer, not an error: the caller must look at it and say it in words. */
export type Result<Value, Refusal> = ({ ok: true } & Value) | { ok: false; refusal: Refusal };

export function refuse<Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
