import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../test/run/projectFolders';
import { extensionSources } from '../../test/sources/readSources';
import { bundleOf, bundlePath } from './bundle';
import { localizedTexts } from './localizedTexts';

/** Writes the English bundle anew. */
const { texts } = localizedTexts(extensionSources());
writeFileSync(join(projectRoot, bundlePath), bundleOf(texts));
