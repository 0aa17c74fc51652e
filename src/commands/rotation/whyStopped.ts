import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import { explain, type Explanation } from '../../projects/explain';
import { ApiError } from '../../sinch/errors';
import { UnprovedKeyError } from '../../sinch/proveKey';

/** Why a rotation stopped, by the name of the key it is about; undefined for a bug, as `explain` says. */
export function whyStopped({ step, oldName, newName }: Rotation, error: unknown): Explanation | undefined {
  const asked = step === 'undo' ? oldName : newName;
  if (error instanceof UnprovedKeyError) {
    return {
      text: l10n.t(
        '“{0}” can’t sign in: Sinch does not know it everywhere yet, or it was deleted. Try again in a minute.',
        asked,
      ),
    };
  }
  if (error instanceof ApiError && error.operation === 'GetAccessKey' && error.status === 404) {
    return { text: l10n.t('“{0}” no longer exists; it was deleted elsewhere.', asked) };
  }
  return explain(error);
}
