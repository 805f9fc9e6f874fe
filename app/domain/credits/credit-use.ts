/** Whether credit on account is used when a vendor's customers pay: always, as they choose, or never. */
export const CREDIT_USES = ['always', 'choice', 'never'] as const;
export type CreditUse = (typeof CREDIT_USES)[number];

export const isCreditUse = (text: unknown): text is CreditUse => CREDIT_USES.includes(text as CreditUse);
