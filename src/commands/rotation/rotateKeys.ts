import { l10n } from 'vscode';
import { chooseKeys } from '../chooseKeys';
import { rotateOne } from './rotateOne';
import { rotateSeveral } from './rotateSeveral';
import type { RotatingParts } from './rotatingParts';

/** Replaces access keys by new ones, in the files of the workspace too. */
export async function rotateKeys(parts: RotatingParts, argument: unknown, selection: unknown): Promise<void> {
  const chosen = await chooseKeys(parts, argument, selection, l10n.t('Rotate Access Keys'));
  const [only] = chosen;
  if (!only) return;
  await (chosen.length === 1 ? rotateOne(parts, only) : rotateSeveral(parts, chosen));
}
