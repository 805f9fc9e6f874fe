/** What the browser is told to speak with the gateway. Public, all of it. */
export type GatewayAccess = { scriptUrl: string; publishableKey: string };
