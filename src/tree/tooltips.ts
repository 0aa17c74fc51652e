import { MarkdownString } from 'vscode';
import { foreignText } from '../foreignText';
import { l10n } from '../l10n';
import { type Project, projectName } from '../projects/projectList';
import { oldKeys } from '../rotation/oldKeys';
import { maxAgeDays } from '../settings';
import type { AccessKey } from '../sinch/types';
import type { Times } from './times';
import type { KeyMarks } from './treeItem';

export function projectTooltip(project: Project): MarkdownString {
  return facts(projectName(project), [[l10n.t('Project ID'), project.id]]);
}

/** Says when the key was made, in date and time where the user is, and how long ago that was. */
export function keyTooltip(key: AccessKey, { signsIn, retiring }: KeyMarks, times: Times): MarkdownString {
  const exact = new Intl.DateTimeFormat(times.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const now = new Date();
  const moment = (time: Date | undefined) => time && `${exact.format(time)} (${times.relative(time, now)})`;
  return facts(key.displayName, [
    [l10n.t('Key ID'), key.accessKeyId],
    [l10n.t('Created'), moment(key.createTime)],
    [l10n.t('Updated'), moment(key.updateTime)],
    [l10n.t('Age'), retiring ? undefined : oldAge(key, now)],
    ...(retiring
      ? ([
          [l10n.t('Replaced by'), retiring.newName],
          [l10n.t('Retiring since'), moment(retiring.since)],
        ] as const)
      : []),
    ...(signsIn ? [[l10n.t('Use'), l10n.t('this extension signs in with it')] as const] : []),
  ]);
}

/** Why the row is marked; undefined if the key isn't old. */
function oldAge(key: AccessKey, now: Date): string | undefined {
  const days = maxAgeDays();
  const isOld = days > 0 && key.createTime && oldKeys([key], [], days, now).length > 0;
  return isOld ? l10n.t('older than {0} days', days) : undefined;
}

function facts(title: string, lines: readonly (readonly [string, string | undefined])[]): MarkdownString {
  const known = lines.flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${foreignText(value)}`,
  );
  return new MarkdownString()
    .appendMarkdown('**')
    .appendText(foreignText(title))
    .appendMarkdown('**\n\n')
    .appendText(known.join('\n'));
}
