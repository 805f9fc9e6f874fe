import { runProduct } from './product';

/** From the sources, through tsx: `npm run dev` with --dev. `npm start` runs server/start.js, which needs no compiler. */
void runProduct({ dev: process.argv.includes('--dev') });
