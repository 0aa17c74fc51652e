// What F5 needs: the built extension, an emulator of Sinch's API, and a VS Code of its own set up for both.
import { install } from './install.mjs';

console.log('Preparing…');
await install();
const tsx = await import('tsx/cjs/api');
const { debug } = tsx.require('./debug.ts', import.meta.url);
await debug();
