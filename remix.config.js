/**
 * Options of the Remix plugin; vite.config.ts hands them on (Remix on Vite does not read this file by itself).
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    // Off on purpose: saved ticks that come back while a navigation still discovers its route complete it with the
    // routes of the page before, and the window goes white. All routes together weigh less than one request.
    v3_lazyRouteDiscovery: false,
  },
};
