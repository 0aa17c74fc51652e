import assert from 'node:assert/strict';
import type { Known } from '../../../src/editor/known';
import type { ProblemOptions } from '../../../src/editor/problems';
import { clock, knowing, knownPairsIn, loadEditor, now, staging } from './support/loadEditor';

const pair = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=key-1\nSINCH_KEY_SECRET=secret-of-key-1\n';
const ignored = { ignored: true, tracked: false };

describe('problems', () => {
  let problemsOf: Awaited<ReturnType<typeof loadEditor>>['problemsOf'];
  before(async () => {
    ({ problemsOf } = await loadEditor());
  });

  function problems(text: string, known: Known, git: ProblemOptions['git'] = ignored, name = '.env') {
    return problemsOf(knownPairsIn(text, known), { uri: `file:///app/${name}`, git, clock });
  }

  /** The one problem of a text: what it is, where, and what can be done. */
  function only(text: string, known: Known, git?: ProblemOptions['git']): string {
    const [problem, ...others] = problems(text, known, git);
    assert.ok(problem);
    assert.deepEqual(others, []);
    const { severity, span, message, actions } = problem;
    const titles = actions.map(({ title }) => title).join(', ');
    return `${severity} at ${text.slice(span.start, span.end)}: ${message} [${titles}]`;
  }

  const checked = (verdict: 'works' | 'rejected' | 'wrongSecret' | 'wrongProject' | 'deleted') =>
    knowing({ verification: () => ({ verdict, at: now }) });

  it('are none where all is well, or nothing is known', () => {
    assert.deepEqual(problems(pair, knowing()), []);
    assert.deepEqual(problems(pair, checked('works')), []);
    assert.deepEqual(problems(pair, knowing({ keys: [] }), undefined), []);
    assert.deepEqual(problems('PORT=1\n', knowing(), { ignored: false, tracked: true }), []);
  });

  it('are a key that was deleted', () => {
    const known = knowing({ keys: [{ ...staging, state: 'deleted' }] });
    assert.equal(only(pair, known), 'error at key-1: Access key “staging” was deleted. [Insert Access Key…]');
    // A list is loaded with each check: one that lacks the key is the later word.
    const works: Known = { ...known, verification: () => ({ verdict: 'works', at: now }) };
    assert.match(only(pair, works), /^error at key-1: Access key “staging” was deleted/);
    assert.match(only(pair, checked('deleted')), /^error at key-1: Access key “staging” was deleted/);
  });

  it('are an ID that is not in the list of its project, until the key is verified', () => {
    const known = knowing({ keys: [], isListed: () => true });
    assert.match(
      only(pair, known),
      /^warning at key-1: Project “Demo” has no access key with this ID\..*\[Verify, Insert Access Key…\]$/,
    );
    const works: Known = { ...known, verification: () => ({ verdict: 'works', at: now }) };
    assert.deepEqual(problems(pair, works), []);
  });

  it('are a project ID of another project, unless Sinch said that it works', () => {
    const text = pair.replace('demo-project', 'sub-project');
    assert.equal(
      only(text, knowing()),
      'warning at sub-project: Access key “staging” belongs to project “demo-project”, not to this one. ' +
        '[Use Project ID “demo-project”, Verify]',
    );
    assert.deepEqual(problems(text, checked('works')), []);
    assert.match(only(pair, checked('wrongProject')), /^error at demo-project: .*no access to this project/);
  });

  it('are an ID and a secret of different keys, and a rejected pair', () => {
    assert.match(
      only(pair, checked('wrongSecret')),
      /^error at secret-of-key-1: .*ID and secret are of different keys\. \[Rotate, Insert Access Key…\]$/,
    );
    assert.match(
      only(pair, checked('rejected')),
      /^error at key-1: Sinch rejected .*\[Insert Access Key…\]$/,
    );
  });

  it('are a retiring key, with the new one to insert if its secret is pending', () => {
    const retiring = () => ({ newName: 'staging 2', newKeyId: 'key-2', since: now });
    const pending = [{ projectId: 'demo-project', accessKeyId: 'key-2', displayName: 'staging 2' }];
    assert.match(
      only(pair, knowing({ retiring, pending })),
      /^warning at key-1: .*replaced by “staging 2” on Nov 27, 2026\. \[Insert “staging 2”, Show in Sidebar\]$/,
    );
    assert.match(only(pair, knowing({ retiring })), /\[Insert Access Key…, Show in Sidebar\]$/);
  });

  it('are a secret that Git tracks: first the key is rotated', () => {
    assert.match(
      only(pair, knowing(), { ignored: false, tracked: true }),
      /^warning at secret-of-key-1: Git tracks this file.*\[Rotate, Move Secret to Another File…\]$/,
    );
  });

  it('are a secret that Git doesn’t ignore', () => {
    assert.match(
      only(pair, knowing(), { ignored: false, tracked: false }),
      /^warning at .*doesn’t ignore.*\[Add to \.gitignore, Move Secret to Another File…\]$/,
    );
    assert.deepEqual(problems(pair, knowing(), { ignored: undefined, tracked: undefined }), []);
  });

  it('are lines that a later one overrides', () => {
    assert.match(
      only(`SINCH_KEY_ID=old\n${pair}`, knowing()),
      /^unnecessary at SINCH_KEY_ID=old: SINCH_KEY_ID is set again below.*\[Remove Overridden Lines\]$/,
    );
    assert.deepEqual(
      problems(`SINCH_KEY_ID=old\n${pair}`, knowing(), ignored, '.envrc'),
      [],
      'what is below may not run',
    );
  });
});
