import { ApiError } from '../wire/api-error';
import { brandOf } from './test-cards';

export type CardData = { number: string; exp_month: number; exp_year: number; cvc?: string | undefined };

function cardError(message: string, code: string, param: string): ApiError {
  return new ApiError({ type: 'card_error', code, message, param }, { status: 402, beforeExecution: true });
}

/** Checks card data as it is typed in; answers it cleaned. Whether the bank accepts it is another question. */
export function checkCardData(card: CardData, nowSeconds: number): Required<Omit<CardData, 'cvc'>> {
  const number = card.number.replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number) || !luhn(number))
    throw cardError('Your card number is incorrect.', 'incorrect_number', 'number');
  if (card.exp_month < 1 || card.exp_month > 12)
    throw cardError("Your card's expiration month is invalid.", 'invalid_expiry_month', 'exp_month');
  const year = card.exp_year < 100 ? 2000 + card.exp_year : card.exp_year;
  const now = new Date(nowSeconds * 1000);
  const monthsLeft = (year - now.getUTCFullYear()) * 12 + card.exp_month - (now.getUTCMonth() + 1);
  if (monthsLeft < 0 && year === now.getUTCFullYear())
    throw cardError("Your card's expiration month is invalid.", 'invalid_expiry_month', 'exp_month');
  if (monthsLeft < 0 || monthsLeft > 50 * 12)
    throw cardError("Your card's expiration year is invalid.", 'invalid_expiry_year', 'exp_year');
  const digits = brandOf(number) === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/;
  if (card.cvc !== undefined && !digits.test(card.cvc))
    throw cardError("Your card's security code is invalid.", 'invalid_cvc', 'cvc');
  return { number, exp_month: card.exp_month, exp_year: year };
}

function luhn(number: string): boolean {
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
