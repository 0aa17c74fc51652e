import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../../run/projectFolders';

const menuItem = v.object({
  command: v.string(),
  when: v.optional(v.string()),
  group: v.optional(v.string()),
});

const commandsOf = v.object({ commands: v.array(v.string()) });

/** A key, with the commands it runs one after the other. */
const keybinding = v.pipe(
  v.object({ command: v.string(), key: v.string(), when: v.string(), args: v.optional(v.unknown()) }),
  v.transform(({ command, key, when, args }) => ({
    key,
    when,
    args,
    runs: command === 'runCommands' ? v.parse(commandsOf, args).commands : [command],
  })),
);

const manifestSchema = v.object({
  version: v.string(),
  icon: v.string(),
  engines: v.object({ vscode: v.string() }),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
  devDependencies: v.record(v.string(), v.string()),
  contributes: v.object({
    commands: v.array(
      v.object({
        command: v.string(),
        title: v.string(),
        category: v.string(),
        icon: v.optional(v.string()),
      }),
    ),
    viewsContainers: v.record(v.string(), v.array(v.object({ id: v.string(), icon: v.string() }))),
    views: v.record(v.string(), v.array(v.object({ id: v.string(), icon: v.string() }))),
    viewsWelcome: v.array(v.object({ view: v.string(), contents: v.string(), when: v.optional(v.string()) })),
    walkthroughs: v.array(
      v.object({
        id: v.string(),
        steps: v.array(
          v.object({
            id: v.string(),
            media: v.object({ image: v.string() }),
            completionEvents: v.array(v.string()),
          }),
        ),
      }),
    ),
    menus: v.record(v.string(), v.array(menuItem)),
    keybindings: v.array(keybinding),
    configuration: v.object({
      properties: v.record(
        v.pipe(v.string(), v.startsWith('sinchAccessKeys.')),
        v.object({
          type: v.string(),
          default: v.union([v.string(), v.number(), v.boolean()]),
          scope: v.string(),
          order: v.number(),
          maximum: v.optional(v.number()),
          markdownDescription: v.string(),
        }),
      ),
    }),
  }),
});

const lockSchema = v.object({
  version: v.string(),
  packages: v.record(
    v.string(),
    v.looseObject({
      version: v.optional(v.string()),
      devDependencies: v.optional(v.record(v.string(), v.string())),
      dependencies: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type MenuItem = v.InferOutput<typeof menuItem>;

export const readManifest = (): Manifest => v.parse(manifestSchema, readJson('package.json'));

/** The English texts of package.json, by the name between the percent signs. */
export const readManifestTexts = (): ReadonlyMap<string, string> =>
  new Map(Object.entries(v.parse(v.record(v.string(), v.string()), readJson('package.nls.json'))));

export const readLock = (): v.InferOutput<typeof lockSchema> =>
  v.parse(lockSchema, readJson('package-lock.json'));

/** A JSON file of the project; `path` is relative to its folder. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));
}
