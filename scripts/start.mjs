// npm start: VS Code with the packaged extension, a sample project and an emulator of Sinch's API.
import { install } from './install.mjs';

await install();
const tsx = await import('tsx/cjs/api');
const { start } = tsx.require('./start.ts', import.meta.url);
await start(process.argv.slice(2));
