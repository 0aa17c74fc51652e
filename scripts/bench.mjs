// npm run bench: installs what is missing, and measures.
import { install } from './install.mjs';

await install();
const tsx = await import('tsx/cjs/api');
tsx.require('./bench/main.ts', import.meta.url);
