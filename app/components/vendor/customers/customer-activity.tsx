import { Link } from '@remix-run/react';
import { Card } from '../../ui/card';
import type { ShownActivity } from './customer-page.types';

/** What happened lately, newest first: what was done, by whom, and what was mailed. */
export function CustomerActivity({ activity }: { activity: ShownActivity[] }) {
  return (
    <Card title="Activity" className="mt-4">
      {activity.length === 0 ? (
        <p className="text-second">Nothing yet.</p>
      ) : (
        <ol aria-label="Activity, newest first" className="flex flex-col gap-2">
          {activity.map(({ at, when, what, who, page }, index) => (
            <li key={`${at} ${index}`} className="gap-x-4 sm:flex">
              <time
                dateTime={at}
                className="text-small text-second block sm:w-[250px] sm:flex-none sm:leading-[1.375rem]"
              >
                {when}
              </time>
              <span className="min-w-0 wrap-anywhere">
                {page ? (
                  <Link to={page} className="text-green font-semibold hover:underline">
                    {what}
                  </Link>
                ) : (
                  what
                )}
                {who && <span className="text-second"> by {who}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
