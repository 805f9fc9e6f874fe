import { redirect } from '@remix-run/node';
import { paths } from '~/lib/paths';

/** The front door leads to what people come for; whoever is not signed in is asked to on the way. */
export const loader = () => redirect(paths.invoices);
