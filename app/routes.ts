import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

/** Every URL, on one page. `/invoices/:id.pdf`, `/receipts/:id.pdf` and `/refunds/:id.pdf`, and the vendor’s invoices alike, are mapped to the `pdf` child by server/http.ts. */
export default [
  index('routes/home.ts'),

  route('sign-in', 'routes/auth/sign-in.tsx'),
  route('sign-in/code', 'routes/auth/code.tsx'),
  route('sign-in/link/:token', 'routes/auth/link.tsx'),
  route('sign-out', 'routes/auth/sign-out.ts'),
  route('choose-customer', 'routes/auth/choose-customer.tsx'),

  layout('routes/portal/layout.tsx', [
    route('invoices', 'routes/portal/invoices.tsx'),
    route('invoices/:id', 'routes/portal/invoice.tsx'),
    route('invoices/:id/dispute', 'routes/portal/invoice-dispute.tsx'),
    route('statements', 'routes/portal/statements.tsx'),
    route('pay', 'routes/portal/pay.tsx'),
    route('payments', 'routes/portal/payments.tsx'),
    route('payments/:id', 'routes/portal/payment.tsx'),
    route('scheduled-charges/:id', 'routes/portal/scheduled-charge.tsx'),
    route('autopay', 'routes/portal/autopay.tsx'),
    route('receipts', 'routes/portal/receipts.tsx'),
    route('receipts/:id', 'routes/portal/receipt.tsx'),
    route('refunds/:id', 'routes/portal/refund.tsx'),
    route('payment-methods', 'routes/portal/payment-methods.tsx'),
  ]),
  route('invoices/ticks', 'routes/portal/invoice-ticks.ts'),
  route('invoices.csv', 'routes/portal/invoices-csv.ts'),
  route('invoices/:id/pdf', 'routes/portal/invoice-pdf.ts'),
  route('statements.pdf', 'routes/portal/statement-pdf.ts'),
  route('statements.csv', 'routes/portal/statement-csv.ts'),
  route('payments/:id/state', 'routes/portal/payment-state.ts'),
  route('receipts/:id/pdf', 'routes/portal/receipt-pdf.ts'),
  route('refunds/:id/pdf', 'routes/portal/refund-pdf.ts'),
  route('receipts.zip', 'routes/portal/receipts-zip.ts'),

  route('theme', 'routes/portal/theme.ts'),

  route('vendor/sign-in', 'routes/vendor/sign-in.tsx'),
  route('vendor/sign-in/code', 'routes/vendor/sign-in-code.tsx'),
  route('vendor/sign-out', 'routes/vendor/sign-out.ts'),
  route('vendor/invitation/:token', 'routes/vendor/invitation.tsx'),
  route('vendor/view-as', 'routes/vendor/view-as.ts'),
  layout('routes/vendor/layout.tsx', [
    route('vendor', 'routes/vendor/overview.tsx'),
    route('vendor/invoices', 'routes/vendor/invoices.tsx'),
    route('vendor/settings', 'routes/vendor/settings.tsx'),
    route('vendor/settings/sign-in', 'routes/vendor/own-access.tsx'),
    route('vendor/settings/team', 'routes/vendor/team.tsx'),
    route('vendor/settings/team/:id', 'routes/vendor/team-member.tsx'),
    route('vendor/invoices/new', 'routes/vendor/invoice-new.tsx'),
    route('vendor/invoices/:id', 'routes/vendor/invoice.tsx'),
    route('vendor/invoices/:id/edit', 'routes/vendor/invoice-edit.tsx'),
    route('vendor/settings/brand', 'routes/vendor/brand.tsx'),
    route('vendor/settings/payments', 'routes/vendor/payment-rules.tsx'),
    route('vendor/settings/fees', 'routes/vendor/fees.tsx'),
    route('vendor/settings/invoices', 'routes/vendor/invoice-settings.tsx'),
    route('vendor/*', 'routes/vendor/not-found.tsx'),
  ]),
  route('vendor/invoices/preview', 'routes/vendor/invoice-preview.ts'),
  route('vendor/invoices/:id/pdf', 'routes/vendor/invoice-pdf.ts'),

  route('verify/:token', 'routes/link/verify.tsx'),
  route('logos/:hash', 'routes/link/logo.ts'),
  route('hooks/stripe', 'routes/hooks/stripe.ts'),

  route('outbox', 'routes/outbox/outbox.tsx'),
  route('outbox.json', 'routes/outbox/outbox-json.ts'),
  route('outbox/:mailId/:filename', 'routes/outbox/attachment.ts'),

  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
