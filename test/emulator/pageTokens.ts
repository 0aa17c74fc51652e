import { createSigner } from './signer';

/** Opaque tokens that say after which key a project's list goes on. */
export interface PageTokens {
  issue(projectId: string, position: number): string;
  /** @returns undefined where the token was not issued for this project. */
  read(projectId: string, token: string): number | undefined;
}

export function createPageTokens(): PageTokens {
  const sign = createSigner();
  const issue = (projectId: string, position: number): string => {
    const text = Buffer.from(JSON.stringify([projectId, position])).toString('base64url');
    return `${text}.${sign(text)}`;
  };
  return {
    issue,
    read(projectId, token) {
      const [text = '', signature] = token.split('.', 2);
      if (sign(text) !== signature) return undefined;
      const [owner, position] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, number];
      return owner === projectId ? position : undefined;
    },
  };
}
