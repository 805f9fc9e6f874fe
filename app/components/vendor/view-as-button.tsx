import { Form } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { Button, type ButtonVariant } from '../ui/button';

/** Opens the portal as one customer sees it, to read. The audit says who looked and when. */
export function ViewAsButton({ customerId, variant }: { customerId: string; variant?: ButtonVariant }) {
  return (
    <Form method="post" action={paths.vendor.viewAs} reloadDocument>
      <input type="hidden" name="customerId" value={customerId} />
      <Button variant={variant}>View as customer</Button>
    </Form>
  );
}
