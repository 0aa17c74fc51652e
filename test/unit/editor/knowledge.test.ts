import assert from 'node:assert/strict';
import { Knowledge } from '../../../src/editor/knowledge';
import { Verifications } from '../../../src/keys/verifications';
import { ProjectList } from '../../../src/projects/projectList';
import { Rotations } from '../../../src/rotation/rotations';
import { FileUses } from '../../../src/keys/fileUses';
import { KeyStore } from '../../../src/keys/keyStore';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemoryMemento } from '../../fakes/memoryMemento';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';

describe('Knowledge', () => {
  it('answers those who ask again as soon as they are told, without a project too', () => {
    const [secrets, log, state] = [new MemorySecrets(), new MemoryLog(), new MemoryMemento()];
    const knowledge = new Knowledge(
      {
        ...openPendingSecrets(secrets, log),
        rotations: new Rotations({ secrets, log, session: 'session' }),
        projects: new ProjectList(state),
        keys: new KeyStore({ to: () => Promise.reject(new Error('nobody asks')) }, log),
        fileUses: new FileUses(),
        verifications: new Verifications(),
        log,
      },
      state,
    );
    let told = 0;
    knowledge.onDidChange(() => {
      told += 1;
      assert.deepEqual(knowledge.pending, []);
    });
    assert.deepEqual(knowledge.pending, []);
    assert.equal(told, 1);
    knowledge.dispose();
  });
});
