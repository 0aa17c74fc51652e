import type { Parts } from './parts';

export function showLog({ log }: Pick<Parts, 'log'>): Promise<void> {
  log.show();
  return Promise.resolve();
}
