import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf, bundlePath } from '../../../scripts/l10n/bundle';
import { type LocalizedTexts, localizedTexts } from '../../../scripts/l10n/localizedTexts';
import { untranslatedTexts } from '../../../scripts/l10n/untranslatedTexts';
import { projectRoot } from '../../run/projectFolders';
import { extensionSources, type Sources } from '../../sources/readSources';

/** These know nothing of the screen: what they report is put into words elsewhere. */
const wordless = /^src\/(?:sinch|dotenv)\//;

describe('the texts of the extension', () => {
  let sources: Sources;
  let localized: LocalizedTexts;
  before(() => {
    sources = extensionSources();
    localized = localizedTexts(sources);
  });

  it('are in the English bundle as the sources have them', () => {
    const written = readFileSync(join(projectRoot, bundlePath), 'utf8');
    assert.ok(
      written === bundleOf(localized.texts),
      `${bundlePath} is out of step with src: npm run l10n writes it anew.`,
    );
  });

  it('can all be translated, and have a value for each placeholder', () => {
    assert.ok(localized.texts.length > 0);
    assert.deepEqual(localized.problems, []);
  });

  it('all go through l10n.t where they are shown', () => {
    assert.deepEqual(
      untranslatedTexts(sources).filter(text => !wordless.test(text)),
      [],
    );
  });

  it('come from no folder that knows nothing of the screen', () => {
    assert.deepEqual(
      localized.texts.filter(({ where }) => wordless.test(where)),
      [],
    );
  });
});
