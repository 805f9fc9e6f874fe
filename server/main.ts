import { runProduct } from './product';

/** `npm run dev`: the product from its sources, through tsx and Vite. Without --dev it is the built one, as `npm start`. */
if (process.argv.includes('--dev')) void runProduct({ dev: true });
else void import(new URL('start.js', import.meta.url).href);
