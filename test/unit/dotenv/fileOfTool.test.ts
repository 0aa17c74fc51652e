import assert from 'node:assert/strict';
import { toolOf } from '../../../src/dotenv/fileOfTool';

describe('toolOf', () => {
  const files: readonly (readonly [tool: string, ...texts: string[]])[] = [
    [
      'SOPS',
      'A=ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]\nsops_mac=ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]\n',
      '# mine\nB=1\nA="ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]"\n',
    ],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256\n6162\n', '\n$ANSIBLE_VAULT;1.2;AES256;dev\n'],
    ['age', 'age-encryption.org/v1\n-> X25519 x\n', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n'],
    [
      'GnuPG',
      '-----BEGIN PGP MESSAGE-----\n\nhQ\n',
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nA=1\n',
    ],
    ['OpenSSL', 'Salted__abc', 'U2FsdGVkX186T6zdupR27pXHO0Hdnz9rqZfVdgqBEqk=\n'],
    ['git-crypt', '\0GITCRYPT\0abc'],
    ['Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n'],
  ];
  for (const [tool, ...texts] of files) {
    for (const text of texts) {
      it(`knows ${tool} in ${JSON.stringify(text.slice(0, 40))}`, () => {
        assert.equal(toolOf(text), tool);
      });
    }
  }

  it('leaves plain text alone', () => {
    const texts = [
      '',
      'A=1\nB=U2FsdGVkX186T6zdupR27pXHO0Hdnz9rqZfVdgqBEqk=\n',
      'PEM="-----BEGIN PGP MESSAGE-----\nhQ\n-----END PGP MESSAGE-----"\n',
      '# A=ENC[AES256_GCM,data:x]\n# $ANSIBLE_VAULT;1.1\nA=encrypted:x\n',
    ];
    for (const text of texts) assert.equal(toolOf(text), undefined, text);
  });
});
