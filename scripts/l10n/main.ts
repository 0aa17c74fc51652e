import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../test/run/projectFolders';
import { readSources } from '../../test/sources/readSources';
import { bundleOf, bundlePath } from './bundle';
import { localizedTexts } from './localizedTexts';

/** Writes the English bundle anew. */
const { texts } = localizedTexts(readSources(join(projectRoot, 'src')));
writeFileSync(join(projectRoot, bundlePath), bundleOf(texts));
