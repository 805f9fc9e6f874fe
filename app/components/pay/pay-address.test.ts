import { describe, expect, it } from 'vitest';
import { followAddress, payAddress, readFlow, readPayAddress, withoutGatewayParams } from './pay-address';

const PAYMENT = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const read = (search: string) => readPayAddress(new URLSearchParams(search));

describe('the address of the pay page', () => {
  it('comes back as it was written', () => {
    for (const address of [
      { currency: 'USD', all: true, again: null, first: 1000, part: true, keepCredit: true, paid: [] },
      {
        currency: 'EUR',
        all: false,
        again: null,
        first: undefined,
        part: false,
        keepCredit: false,
        paid: ['USD', 'JPY'],
      },
      { currency: null, all: false, again: null, first: undefined, part: false, keepCredit: false, paid: [] },
      { currency: null, all: true, again: PAYMENT, first: undefined, part: true, keepCredit: false, paid: ['EUR'] },
    ]) {
      expect(readPayAddress(new URL(payAddress(address), 'https://portal.example').searchParams)).toEqual(address);
    }
  });

  it('takes nothing it does not know', () => {
    expect(read('currency=ABC&all=yes&again=1&first=1001&paid=XXX,USD,USD')).toEqual({
      currency: null,
      all: false,
      again: null,
      first: undefined,
      part: false,
      keepCredit: false,
      paid: ['USD'],
    });
    expect(read('currency=usd&first=-1').currency).toBeNull();
    expect(read('first=1e3').first).toBeUndefined();
    expect(read('first=0').first).toBeUndefined();
  });

  it('tells the payment’s page what the payer set out to do', () => {
    const url = new URL(followAddress('some-id', { all: true, paid: ['USD'] }), 'https://portal.example');
    expect(url.pathname).toBe('/payments/some-id');
    expect(readFlow(url.searchParams)).toEqual({ flow: 'all', paid: ['USD'] });
    expect(withoutGatewayParams(url)).toBeNull();
    expect(readFlow(new URLSearchParams('payment_intent=pi_1&redirect_status=succeeded'))).toEqual({
      flow: null,
      paid: [],
    });
  });

  it('drops what the gateway puts into the address of a returning payer, its secret above all', () => {
    const back = new URL(
      'https://portal.example/payments/x?flow=all&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=succeeded',
    );
    expect(withoutGatewayParams(back)).toBe('/payments/x?flow=all');
    expect(
      withoutGatewayParams(
        new URL('https://portal.example/payment-methods?setup_intent=seti_1&setup_intent_client_secret=s'),
      ),
    ).toBe('/payment-methods?setup_intent=seti_1');
  });
});
