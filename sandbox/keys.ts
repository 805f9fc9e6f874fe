/** Credentials of the sandbox. They are public on purpose: nothing behind them moves real money. */
export const SANDBOX_SECRET_KEY = 'sk_test_quittance_sandbox';
export const SANDBOX_PUBLISHABLE_KEY = 'pk_test_quittance_sandbox';
export const SANDBOX_WEBHOOK_SECRET = 'whsec_quittance_sandbox';

/** The version the pinned SDK speaks; events and objects are shaped after it. */
export const API_VERSION = '2026-10-28.endive';
