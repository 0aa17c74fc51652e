import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../run/projectFolders';

describe('what SECURITY.md promises', () => {
  const text = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8');
  const promises = text
    .split('## What is promised')[1]
    ?.split('\n## ')[0]
    ?.split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line => line.split(' | '));

  it('names for each promise code and a test, which exist', () => {
    assert.ok(promises && promises.length > 15);
    for (const [promise = '', code = '', tests = ''] of promises) {
      assert.match(code, /`/, promise);
      assert.match(tests, /`test\/[\w/]+\.test\.ts`/, promise);
      for (const [, path = ''] of `${code} ${tests}`.matchAll(/`((?:src|test)\/[\w/.]+)`/g))
        assert.ok(existsSync(join(projectRoot, path)), path);
    }
  });
});
