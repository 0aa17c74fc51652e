import type { Remedy } from '../ui/userError';

/** Shows a message with what can be done about it, and does what is chosen. `show` is `notify` or `warn` of the prompts. */
export async function offer(
  show: (message: string, ...actions: readonly string[]) => Promise<string | undefined>,
  message: string,
  remedies: readonly Remedy[],
): Promise<void> {
  const chosen = await show(message, ...remedies.map(({ label }) => label));
  await remedies.find(({ label }) => label === chosen)?.run();
}
