// Unpacks the Chromium of the package beside this file into the folder given, and prints what starting it takes:
// paths relative to that folder.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const [folder] = process.argv.slice(2);
// The package unpacks into the temporary folder, and brings the system libraries it needs only where it believes
// itself on a bare cloud machine.
process.env.TMPDIR = folder;
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
delete process.env.LD_LIBRARY_PATH;

const { default: chromium } = await import('@sparticuz/chromium');
const executable = path.relative(folder, await chromium.executablePath());
const libraries = path.relative(folder, process.env.LD_LIBRARY_PATH);

// The package's own list of font folders names fixed places; without a font, all text is invisible.
const fonts = path.join('fonts', 'fonts.conf');
await writeFile(
  path.join(folder, fonts),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
);
process.stdout.write(JSON.stringify({ executable, libraries, fonts }));
