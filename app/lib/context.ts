/** What the server hands to every loader and action of one HTTP request: the same object for all of them. */
export type RequestContext = {
  /** For the content security policy: only scripts that carry it run. */
  nonce: string;
  requestId: string;
  clientAddress: string;
  /** Cookies that go with the answer whatever it is: a guard may renew a session before the page is known. */
  cookies?: string[];
};

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
