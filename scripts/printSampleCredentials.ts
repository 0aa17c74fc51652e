import { sampleSeed } from '../test/emulator/sample';

/** One key pair of each sample project: these open nothing but the emulator. */
export function printSampleCredentials(): void {
  console.log('Add a project with one of these key pairs; they are invented and work nowhere else:');
  for (const { projectId, keys } of sampleSeed.projects) {
    for (const { accessKeyId, secret } of keys.slice(0, 1))
      console.log(`\n  Project ID  ${projectId}\n  Key ID      ${accessKeyId}\n  Key Secret  ${secret}`);
  }
}
