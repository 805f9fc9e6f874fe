import type Stripe from 'stripe';

export type ErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Stripe.PaymentIntent;
  setup_intent?: Stripe.SetupIntent;
  payment_method?: Stripe.PaymentMethod;
};

type Options = {
  status?: number;
  headers?: Record<string, string>;
  /** The request never began to execute, so its answer is not kept under the idempotency key. */
  beforeExecution?: boolean;
};

/** An answer that refuses. Thrown anywhere below a route; the pipeline turns it into the gateway's error JSON. */
export class ApiError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly beforeExecution: boolean;

  constructor(
    readonly body: ErrorBody,
    options: Options = {},
  ) {
    super(body.message);
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
    this.beforeExecution = options.beforeExecution ?? false;
    if (body.code) body.doc_url ??= `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}`;
  }
}

export function invalid(message: string, code?: string, param?: string, options?: Options): ApiError {
  return new ApiError(
    { type: 'invalid_request_error', message, ...(code && { code }), ...(param && { param }) },
    options,
  );
}

/** Wrong parameters: found before anything is executed. */
export function badParam(message: string, code: string | undefined, param: string): ApiError {
  return invalid(message, code, param, { beforeExecution: true });
}

const NAMES: Record<string, string> = { payment_method: 'PaymentMethod', confirmation_token: 'confirmation token' };

export function noSuch(kind: string, id: string, param = 'id', status = 404): ApiError {
  return invalid(`No such ${NAMES[kind] ?? kind}: '${id}'`, 'resource_missing', param, { status });
}
