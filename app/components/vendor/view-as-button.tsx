import { Form } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { Button } from '../ui/button';

/** Opens the portal as one customer sees it, to read. The audit says who looked and when. */
export function ViewAsButton({ customerId, name }: { customerId: string; name: string }) {
  return (
    <Form method="post" action={paths.vendor.viewAs} reloadDocument>
      <input type="hidden" name="customerId" value={customerId} />
      <Button variant="quiet" aria-label={`View as customer ${name}`}>
        View as customer
      </Button>
    </Form>
  );
}
