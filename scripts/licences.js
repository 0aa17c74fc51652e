// Gathers the licences of what goes into the bundles.
const fs = require('node:fs');
const path = require('node:path');

/** The licence text of a package: its own file, or where it has none the end of its README. */
function licenceOf(folder) {
  const names = fs.readdirSync(folder);
  const file = names.find(name => /^licen[cs]e/i.test(name));
  if (file !== undefined) return fs.readFileSync(path.join(folder, file), 'utf8');
  const readme = names.find(name => /^readme/i.test(name));
  const text =
    readme && /^(?:#+ *)?licen[cs]e\n[^]*/im.exec(fs.readFileSync(path.join(folder, readme), 'utf8'))?.[0];
  if (!text) throw new Error(`${folder} goes into the bundle, but holds no licence.`);
  return text;
}

/** The licences of the packages that bundled files come from, as their authors want them handed on. */
function licencesOf(files) {
  const packages = new Set(
    files.flatMap(file => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map(folder => {
      const name = folder.replace(/^.*node_modules\//, '');
      return `${name}\n\n${licenceOf(path.join(__dirname, '..', folder)).trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { licencesOf };
