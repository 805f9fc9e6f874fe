import noFloatMoney from './no-float-money.js';
import tenantScope from './tenant-scope.js';

/** Our own rules, as an ESLint plugin. */
export const rules = { 'no-float-money': noFloatMoney, 'tenant-scope': tenantScope };
