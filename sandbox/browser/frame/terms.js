/** What the payer agrees to by sending the form; null when nothing is asked. */
export function termsOf(type, saving, business) {
  if (type === 'card')
    return saving
      ? `By providing your card information, you allow ${business} to charge your card for future payments in accordance with their terms.`
      : null;
  if (type === 'us_bank_account')
    return `By pressing the button you authorise ${business} to debit this bank account for the amount shown${saving ? ', and for amounts you owe later,' : ''} by ACH, and to credit it should a debit be wrong. You can take this back at any time by writing to ${business}.`;
  return `By giving your IBAN you authorise ${business} and Stripe, its payment provider, to send instructions to your bank to debit your account, and your bank to debit it accordingly. You are entitled to a refund from your bank under the terms of your agreement with it, to be claimed within eight weeks of the debit. You agree to be told of a debit two days before it.`;
}
