import { help, readCommandLine } from './commandLine';
import { faultControlPath } from './faultControl';
import { sampleSeed } from './sample';
import { startEmulator } from './startEmulator';
import { InvalidInput } from './validInput';

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = 1;
  if (error instanceof InvalidInput) console.error(error.message);
  else if (isTakenPort(error)) console.error(`Port ${error.port} of 127.0.0.1 is taken`);
  else console.error(error);
});

async function main(args: readonly string[]): Promise<void> {
  const { help: helpWanted, options, faults } = readCommandLine(args);
  if (helpWanted) {
    process.stdout.write(help);
    return;
  }
  const emulator = await startEmulator({ seed: sampleSeed, ...options });
  for (const fault of faults) emulator.fault(fault);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());

  console.log(`Account API     ${emulator.accountUrl}`);
  console.log(`Token endpoint  ${emulator.tokenUrl}`);
  console.log(`Faults          ${emulator.accountUrl}${faultControlPath} (--help says how)`);
  for (const { projectId, keys } of (options.seed ?? sampleSeed).projects) {
    console.log(`\nProject ID      ${projectId}`);
    for (const { accessKeyId, secret } of keys) {
      console.log(`  Key ID        ${accessKeyId}`);
      // A seed file's secrets stay in the file.
      if (options.seed === undefined) console.log(`  Key Secret    ${secret}`);
    }
  }
  console.log('\nCtrl-C ends it.');
}

function isTakenPort(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
