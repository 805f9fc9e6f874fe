import type { ServerBuild } from '@remix-run/node';
import type * as house from '../app/jobs/house.server';

/** The app, as the start-up code knows it: only through what the server bundle exports. */
export type House = typeof house;

export function houseOf(build: ServerBuild): House {
  return (build.entry.module as unknown as { house: House }).house;
}
