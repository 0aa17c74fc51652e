import { commands } from 'vscode';

/** The steps of the walkthrough in package.json, each by the context key that completes it. */
export type Step = 'connected' | 'created' | 'inserted' | 'rotated';

/** Completes a step of the walkthrough: the user has done for the first time, or again, what it shows. */
export function complete(step: Step): void {
  void commands.executeCommand('setContext', `sinchAccessKeys.${step}` as const, true);
}
