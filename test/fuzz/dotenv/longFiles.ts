import fc from 'fast-check';
import { envText } from './files';

/** Values that need no quotes, in a few forms of lines. */
const forms: readonly ((name: string) => string)[] = [
  name => `${name}=abc`,
  name => `${name}=https://example.test:8443/${name}`,
  name => `${name}=`,
  name => `export ${name}=1`,
  name => `${name}="quoted ${name}"`,
  name => `export ${name}='quoted'`,
  name => `# about ${name} (see the docs)`,
  () => "# don't",
  () => "# it's what's needed",
  name => `# ${name}=abc`,
  name => `#${name}=`,
  () => '',
  () => '#',
];

const run = fc.array(
  fc.record({ form: fc.constantFrom(...forms), name: fc.integer({ min: 0, max: 9_999 }) }),
  { minLength: 4, maxLength: 40 },
);
const pureRun = fc
  .tuple(
    fc.constantFrom(...forms),
    fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 8, maxLength: 30 }),
  )
  .map(([form, names]) => names.map(name => ({ form, name })));

/** Texts as of `envText` with many ordinary lines in between. */
export function longEnvText(names: readonly string[]): fc.Arbitrary<string> {
  const runs = fc.array(fc.tuple(fc.nat(), fc.oneof(run, pureRun)), { minLength: 1, maxLength: 4 });
  return fc.tuple(envText(names, true), runs).map(([text, added]) => {
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = text.split(eol);
    for (const [place, plain] of added)
      lines.splice(place % (lines.length + 1), 0, ...plain.map(({ form, name }) => form(`N_${name}`)));
    return lines.join(eol);
  });
}
