import { env } from 'vscode';
import { l10n } from '../../l10n';
import { Times } from '../../tree/times';
import { projectName } from '../../projects/projectList';
import { oldKeys } from '../../rotation/oldKeys';
import { chooseProject, freshKeys } from '../choose';
import { rotateChosen } from './rotateKeys';
import type { RotatingParts } from './rotatingParts';

const usualDays = 90;

/** Rotates the keys of a project that are older than a number of days the user gives. */
export async function rotateOldKeys(parts: RotatingParts, argument: unknown): Promise<void> {
  const title = l10n.t('Rotate Old Access Keys');
  const project = await chooseProject(parts, argument, title);
  if (!project) return;
  const days = await askDays(parts, title);
  if (days === undefined) return;
  const now = new Date();
  const rotations = await parts.rotations.list(project.id);
  const old = oldKeys(await freshKeys(parts, project), rotations, days, now);
  if (old.length === 0) {
    void parts.prompts.notify(
      l10n.t(
        '“{0}” has no access keys older than {1} days that still need to be rotated.',
        projectName(project),
        days,
      ),
    );
    return;
  }
  const times = new Times(env.language);
  const picked = await parts.prompts.pickMany(
    title,
    l10n.t('Which access keys of “{0}”?', projectName(project)),
    old.map(key => ({
      label: `$(key) ${key.displayName}`,
      description: key.createTime ? times.relative(key.createTime, now) : key.accessKeyId,
      picked: true,
      value: key,
    })),
  );
  await rotateChosen(
    parts,
    (picked ?? []).map(key => ({ project, key })),
  );
}

async function askDays(
  { prompts }: Pick<RotatingParts, 'prompts'>,
  title: string,
): Promise<number | undefined> {
  const answer = await prompts.text({
    title,
    prompt: l10n.t('Rotate keys older than how many days?'),
    value: String(usualDays),
    validate: text =>
      /^\d{1,5}$/.test(text) ? undefined : l10n.t('Enter a whole number of days, for example 90.'),
  });
  return answer.kind === 'text' ? Number(answer.text) : undefined;
}
