import * as v from 'valibot';
import type { Seed } from './contract';
import { InvalidInput, objectOf, validInput } from './validInput';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));
const id = v.pipe(text, v.regex(/^[^/\s]+$/, 'must hold no slash and no white space'));
const time = v.pipe(
  text,
  v.isoTimestamp('must be a time such as 2025-11-03T09:12:44Z'),
  v.check(value => !Number.isNaN(Date.parse(value)), 'must be a time that exists'),
);

const key = objectOf({
  accessKeyId: v.pipe(id, v.excludes(':', 'must hold no colon')),
  secret: text,
  displayName: text,
  createTime: v.exactOptional(time),
  updateTime: v.exactOptional(time),
});

const project = objectOf({
  projectId: id,
  apiEnabled: v.exactOptional(v.boolean('must be true or false')),
  keys: v.array(key, 'must be a list'),
});

const seed = objectOf({ projects: v.array(project, 'must be a list') });

/**
 * @param what the seed's name in messages, such as its file
 * @throws {InvalidInput}
 */
export function validSeed(value: unknown, what: string): Seed {
  const { projects } = validInput(seed, value, what);
  const keys = projects.flatMap(({ keys: ofProject }) => ofProject);
  refuseRepeated(
    projects.map(({ projectId }) => projectId),
    `${what}: project ID`,
  );
  refuseRepeated(
    keys.map(({ accessKeyId }) => accessKeyId),
    `${what}: key ID`,
  );
  for (const { projectId, keys: ofProject } of projects) {
    refuseRepeated(
      ofProject.map(({ displayName }) => displayName),
      `${what}: ${projectId}: display name`,
    );
  }
  return { projects };
}

function refuseRepeated(names: readonly string[], what: string): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new InvalidInput(`${what} ${repeated} is there twice`);
}
