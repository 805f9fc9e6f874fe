import type { Route } from '../wire/route';
import { confirmationTokenRoutes } from './confirmation-tokens';
import { customerRoutes } from './customers';
import { disputeRoutes } from './disputes';
import { readRoutes } from './ledger-reads';
import { mandateRoutes } from './mandates';
import { paymentIntentRoutes } from './payment-intents';
import { paymentMethodRoutes } from './payment-methods';
import { refundRoutes } from './refunds';
import { setupIntentRoutes } from './setup-intents';
import { microdepositRoutes } from './verify-microdeposits';
import { webhookEndpointRoutes } from './webhook-endpoints';

/** Every call of the vendor's API that this gateway answers. */
export const API_ROUTES: readonly Route[] = [
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...confirmationTokenRoutes,
  ...setupIntentRoutes,
  ...paymentIntentRoutes,
  ...microdepositRoutes,
  ...mandateRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...readRoutes,
  ...webhookEndpointRoutes,
];
