// npm test: every suite, or those named.
import { install } from '../../scripts/install.mjs';

await install();
const tsx = await import('tsx/cjs/api');
const { test } = tsx.require('./test.ts', import.meta.url);
await test(process.argv.slice(2));
