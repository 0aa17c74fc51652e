import { l10n } from 'vscode';
import { whereItStands } from '../../tree/unfinishedItems';
import { asNode } from '../../tree/nodes';
import type { Rotation, RotationEntry } from '../../rotation/rotations';
import { canUndo } from '../../rotation/undo';
import { continueRotation } from './continueRotation';
import { chooseRotation } from './chooseRotation';
import { askOldKey } from './askOldKey';
import { forgottenSentences } from './forgottenSentences';
import type { RotatingParts } from './rotatingParts';

type Way = 'goOn' | 'deleteOld' | 'undo' | 'forget';

/** Asks what to do with a rotation that stopped half-way, or whose old key retires, and does it. */
export async function resumeRotation(parts: RotatingParts, argument: unknown): Promise<void> {
  const entry = await chooseRotation(parts, asNode(argument), {
    title: l10n.t('Continue Rotation'),
    which: l10n.t('The rotation of which access key?'),
    none: l10n.t('No rotation is waiting to be continued.'),
    fits: ({ progress }) => progress !== 'here',
  });
  if (entry) await resumeEntry(parts, entry);
}

export async function resumeEntry(parts: RotatingParts, entry: RotationEntry): Promise<void> {
  const { value: rotation, progress } = entry;
  const { oldName } = rotation;
  if (rotation.step !== 'retire' && progress !== 'interrupted') {
    void parts.prompts.notify(
      progress === 'here'
        ? l10n.t('“{0}” is being rotated right now.', oldName)
        : l10n.t(
            'Another window seems to be rotating “{0}” right now. If it isn’t, look again in two minutes.',
            oldName,
          ),
    );
    return;
  }
  const way = await parts.prompts.pick(
    l10n.t('Rotation of “{0}”', oldName),
    whereItStands(rotation),
    waysOn(rotation).map(({ icon, label, description, value }) => ({
      label: `$(${icon}) ${label}`,
      description,
      value,
    })),
  );
  if (way) await takeWay(parts, entry, way);
}

export interface WayOn {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly value: Way;
}

/** What can be done with a rotation that nobody works on. */
export function waysOn(rotation: Rotation): readonly WayOn[] {
  const ahead: WayOn =
    rotation.step === 'retire'
      ? {
          icon: 'trash',
          label: l10n.t('Delete Old Key…'),
          description: l10n.t('once nothing uses it any more'),
          value: 'deleteOld',
        }
      : {
          icon: 'debug-continue',
          label: l10n.t('Go On'),
          description: l10n.t('from where it stopped; no second key is made'),
          value: 'goOn',
        };
  const back: WayOn = {
    icon: 'discard',
    label: l10n.t('Undo'),
    description: l10n.t('put the old key back and delete the new one'),
    value: 'undo',
  };
  const away: WayOn = {
    icon: 'close',
    label: l10n.t('Forget'),
    description: l10n.t('leave everything as it is now, and ask no more'),
    value: 'forget',
  };
  return rotation.step !== 'undo' && canUndo(rotation) ? [ahead, back, away] : [ahead, away];
}

export async function takeWay(
  parts: RotatingParts,
  { value: rotation, stamp }: RotationEntry,
  way: Way,
): Promise<void> {
  switch (way) {
    case 'goOn':
      return continueRotation(parts, rotation, stamp);
    case 'deleteOld': {
      const next = await askOldKey(parts, rotation);
      return next && continueRotation(parts, next, stamp);
    }
    case 'undo':
      return (await agreesToUndo(parts, rotation))
        ? continueRotation(parts, { ...rotation, step: 'undo' }, stamp)
        : undefined;
    case 'forget':
      return forget(parts, rotation);
  }
}

function agreesToUndo({ prompts }: RotatingParts, rotation: Rotation): Promise<boolean> {
  const { oldName, newName, newKeyId, files } = rotation;
  if (newKeyId === undefined && files.every(({ state }) => state === 'open')) return Promise.resolve(true);
  return prompts.confirm(
    l10n.t('Undo the rotation of “{0}”?', oldName),
    l10n.t(
      'The files get the old key back, and the access key “{0}” is deleted: whatever uses it already stops working within a minute.',
      newName,
    ),
    l10n.t('Undo Rotation'),
  );
}

async function forget({ rotations, prompts }: RotatingParts, rotation: Rotation): Promise<void> {
  const question = l10n.t('Forget the rotation of “{0}”?', rotation.oldName);
  const detail = forgottenSentences(rotation).join(' ');
  if (await prompts.confirm(question, detail, l10n.t('Forget'))) await rotations.end(rotation);
}
