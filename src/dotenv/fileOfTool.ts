/** A program without which a file can't be read: it encrypted all of it, or keeps its content elsewhere. */
export type FileTool = 'SOPS' | 'Ansible Vault' | 'age' | 'GnuPG' | 'OpenSSL' | 'git-crypt' | 'Git LFS';

/** How the files of each start; SOPS leaves the names of variables in clear text. */
const signs: readonly (readonly [FileTool, RegExp])[] = [
  ['SOPS', /^[^\r\n#=]*=[ \t]*["']?ENC\[AES256_GCM,data:/m],
  ['Ansible Vault', /^\s*\$ANSIBLE_VAULT;/],
  ['age', /^\s*(?:age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE-----)/],
  ['GnuPG', /^\s*-----BEGIN PGP (?:SIGNED )?MESSAGE-----/],
  ['OpenSSL', /^\s*(?:Salted__|U2FsdGVkX1)/],
  ['git-crypt', /^\0GITCRYPT/],
  ['Git LFS', /^\s*version https:\/\/git-lfs\.github\.com\/spec\/v1/],
];

/** The program whose own way a file has to be edited; undefined for a file of plain text. */
export function toolOf(text: string): FileTool | undefined {
  return signs.find(([, sign]) => sign.test(text))?.[0];
}

/** What edits a file of each tool or makes it readable. */
export const commandsOfTools: Readonly<Record<FileTool, string>> = {
  SOPS: 'sops edit FILE',
  'Ansible Vault': 'ansible-vault edit FILE',
  age: 'age --decrypt FILE',
  GnuPG: 'gpg --decrypt FILE',
  OpenSSL: 'openssl enc -d -in FILE',
  'git-crypt': 'git-crypt unlock',
  'Git LFS': 'git lfs pull --include FILE',
};
