import assert from 'node:assert/strict';
import {
  editVariables,
  type EditOptions,
  type EditedVariable,
  type EditSuccess,
} from '../../../src/dotenv/edit';

export const id = '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b';
export const values = new Map([
  ['SINCH_PROJECT_ID', 'demo-project'],
  ['SINCH_KEY_ID', id],
  ['SINCH_KEY_SECRET', 'Zk3.demo_secret-x'],
]);

export function edited(
  text: string,
  wanted: Iterable<readonly [string, string]>,
  options?: EditOptions,
): EditSuccess {
  const result = editVariables(text, wanted, options);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

/** The text after the value of `KEY` is set; both texts are written with LF. */
export function withKey(text: string, value: string, options?: EditOptions): string {
  return edited(text, [['KEY', value]], options).text;
}

export function variable(text: string, value: string): EditedVariable {
  const [first] = edited(text, [['KEY', value]]).variables;
  assert.ok(first);
  return first;
}
