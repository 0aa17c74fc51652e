const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds between looks at whether npm is still there. */
const lookEvery = 500;

/**
 * From now on Ctrl-C, a closed terminal and the like no longer end this process: they resolve the promise, and this
 * process ends itself. So does the end of the npm that runs it, which passes no signal on.
 */
export function untilEnded(): Promise<void> {
  // A closed terminal takes no more output; that is no reason to end without cleaning up.
  const ignore = (): void => undefined;
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  return new Promise(resolve => {
    const end = (): void => {
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const npm = process.ppid;
    setInterval(() => {
      if (process.ppid !== npm) end();
    }, lookEvery).unref();
  });
}
