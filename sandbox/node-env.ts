import type { HttpBindings } from '@hono/node-server';

/** What node-server hands every request: the sockets, needed to drop a connection and to know who calls. */
export type NodeEnv = { Bindings: HttpBindings };
