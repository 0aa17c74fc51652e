import { chooseWorkbench } from '../workbench/chooseWorkbench';
import { packageVsix } from '../workbench/packageVsix';
import { createTemporaryPlace, type TemporaryPlace } from '../workbench/temporaryPlace';
import { cacheFolder, projectRoot } from './projectFolders';
import { runCommand } from './runCommand';
import type { Text } from './texts';

export type Preparation = 'workbench' | 'package' | 'build';

/** For each thing a promise that settles when it is made or can't be, and rejects where it can't. */
export type Prepared = Readonly<Partial<Record<Preparation, Promise<void>>>>;

type Make = (place: TemporaryPlace, write: (text: string) => void) => Promise<unknown>;

/** In the order in which they are made: packaging empties the folder that the build for the host tests goes to. */
const makers: Readonly<Record<Preparation, Make>> = {
  workbench: (_, write) =>
    chooseWorkbench(cacheFolder, line => {
      write(`${line}\n`);
    }),
  package: place => packageVsix(projectRoot, place),
  build: (place, write) => runCommand(place, process.execPath, ['esbuild.js'], write),
};

/** Makes what suites need, each thing once and one after the other. Others are not made. */
export function prepare(needed: ReadonlySet<Preparation>, text: Text): Prepared {
  const make = async (name: Preparation, before: Promise<void>): Promise<void> => {
    await before.catch(() => undefined);
    if (!needed.has(name)) return;
    const place = createTemporaryPlace('sinch-prepare');
    const write = (part: string): void => {
      text.write(part);
    };
    await makers[name](place, write).finally(() => place.close());
  };
  const workbench = make('workbench', Promise.resolve());
  const packaged = make('package', workbench);
  const build = make('build', packaged);
  void Promise.allSettled([workbench, packaged, build]).then(() => {
    text.end();
  });
  return { workbench, package: packaged, build };
}
