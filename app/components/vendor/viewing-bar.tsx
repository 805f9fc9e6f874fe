import { Form } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { Icon } from '../ui/icon';

/** Above the portal while staff looks at it through a customer's eyes; stays in sight. */
export function ViewingBar({ customer }: { customer: string }) {
  return (
    <div
      role="region"
      aria-label="Viewing as customer"
      className="bg-ink text-card sticky top-0 z-40 flex items-center gap-3 px-4 py-2 sm:px-8 print:hidden"
    >
      <Icon name="info" className="hidden sm:block" />
      <p className="text-small min-w-0 grow">
        <span className="font-semibold">You see what {customer} sees</span>, and can change nothing.
      </p>
      <Form method="post" action={paths.vendor.viewAs} reloadDocument>
        <button
          name="intent"
          value="stop"
          className="rounded-control border-card/40 hover:bg-card hover:text-ink min-h-9 border px-3 py-1.5 text-[0.875rem] leading-5 font-semibold whitespace-nowrap focus-visible:outline-current pointer-coarse:min-h-11"
        >
          Stop viewing
        </button>
      </Form>
    </div>
  );
}
