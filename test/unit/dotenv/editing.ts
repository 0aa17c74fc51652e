import assert from 'node:assert/strict';
import {
  editVariables,
  type EditOptions,
  type EditedVariable,
  type EditSuccess,
} from '../../../src/dotenv/edit';
import { readers, shellReaders } from '../../../src/dotenv/readers/all';

export const id = '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b';
export const values = new Map([
  ['SINCH_PROJECT_ID', 'demo-project'],
  ['SINCH_KEY_ID', id],
  ['SINCH_KEY_SECRET', 'Zk3.demo_secret-x'],
]);

export type Settings = Partial<EditOptions>;

/** Verified as the product does. */
export function options(settings: Settings = {}): EditOptions {
  return { readers: settings.shell ? shellReaders : readers, ...settings };
}

export async function edited(
  text: string,
  wanted: Iterable<readonly [string, string]>,
  settings?: Settings,
): Promise<EditSuccess> {
  const result = await editVariables(text, wanted, options(settings));
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

/** The text after the value of `KEY` is set; both texts are written with LF. */
export async function withKey(text: string, value: string, settings?: Settings): Promise<string> {
  return (await edited(text, [['KEY', value]], settings)).text;
}

export async function variable(text: string, value: string): Promise<EditedVariable> {
  const [first] = (await edited(text, [['KEY', value]])).variables;
  assert.ok(first);
  return first;
}
