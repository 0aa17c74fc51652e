// Started beside a program that makes a temporary folder and starts processes. Waits until that program ends,
// however it ends, then ends those processes with all their children and removes the folder.
// Its input: `+PID` for each process (the leader of its group) that was started, `-PID` for each that has ended.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [folder] = process.argv.slice(2);
const running = new Set();

function end(pid) {
  try {
    if (process.platform === 'win32') {
      execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-pid, 'SIGKILL');
    }
  } catch {
    // Gone already.
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) running.add(pid);
  else running.delete(pid);
}
running.forEach(end);
// What is just being killed may still write.
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
