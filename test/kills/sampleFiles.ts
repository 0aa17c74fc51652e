import { asWritten } from '../browser/asWritten';
import { sampleProject } from '../browser/steps';

/** The two values of a file that change when another key is inserted. */
export interface Pair {
  readonly accessKeyId: string;
  readonly secret: string;
}

/** The text of a `.env` with a key, and with more than a key. */
export function envText({ accessKeyId, secret }: Pair): string {
  return [
    '# Settings of a service; all values are invented.',
    'PORT=3000   # of the server',
    '',
    `SINCH_PROJECT_ID=${sampleProject.projectId}`,
    `SINCH_KEY_ID=${accessKeyId}`,
    `SINCH_KEY_SECRET=${asWritten(secret)}`,
    'SINCH_REGION=eu',
    '',
  ].join('\n');
}

/** A `.env` no scenario uses: what waits can be inserted here afterwards. */
export const spareFile = '.env.spare';

/** Its text, empty or with a key. */
export function spareText({ accessKeyId, secret }: Pair, projectId: string): string {
  return `SINCH_PROJECT_ID=${projectId}\nSINCH_KEY_ID=${accessKeyId}\nSINCH_KEY_SECRET=${asWritten(secret)}\n`;
}

export const emptySpareText = spareText({ accessKeyId: '', secret: '' }, '');
