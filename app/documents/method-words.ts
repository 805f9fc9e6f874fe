const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** "Visa •••• 4242", or how the money came where it did not come through the gateway. */
export function methodWords(method: { kind: 'gateway' | 'outside'; brand: string | null; last4: string | null }): string {
  if (method.kind === 'outside') return 'Received directly';
  const brand = method.brand ? (BRANDS[method.brand] ?? method.brand) : 'Card';
  return method.last4 ? `${brand} •••• ${method.last4}` : brand;
}
