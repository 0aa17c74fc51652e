import type { IncomingHttpHeaders } from 'node:http';
import { answerAccessKeys } from './accessKeyApi';
import { createAccessKeyStore } from './accessKeyStore';
import { createAccessTokens } from './accessTokens';
import type { Answer } from './answer';
import { apiErrors, refusal } from './apiErrors';
import { authorize } from './authorize';
import type { EmulatedKey, EmulatorOptions, Seed } from './contract';
import { createPageTokens } from './pageTokens';
import type { Route } from './route';
import { createTokenBucket } from './tokenBucket';
import { answerTokenRequest } from './tokenEndpoint';

const defaultLifetime = 3599;
const defaultBucket = { size: 30, perSecond: 10 };

/** The service behind the connections: one request in, one answer out. */
export interface EmulatedApi {
  /** @param route undefined for a path that does not exist */
  answer(route: Route | undefined, headers: IncomingHttpHeaders, body: string): Answer;
  /** Oldest first. */
  keys(projectId: string): readonly EmulatedKey[];
  /** Puts the keys of a seed in the place of all there are, and fills the token bucket. Tokens of its keys stay good. */
  reset(seed: Seed): void;
}

export function createEmulatedApi({
  seed = { projects: [] },
  tokenLifetime: lifetime = defaultLifetime,
  deletedKeyGrace = 0,
  tokenBucket = defaultBucket,
  now = Date.now,
}: EmulatorOptions): EmulatedApi {
  const tokens = createAccessTokens(lifetime, now);
  const pageTokens = createPageTokens();
  const fresh = (from: Seed) => ({
    store: createAccessKeyStore(from, deletedKeyGrace, now),
    takeFromBucket: createTokenBucket(tokenBucket, now),
  });
  let state = fresh(seed);
  return {
    answer(route, { authorization, 'content-type': contentType }, body) {
      if (route === undefined) return refusal(apiErrors.notFound);
      if (route.operation === 'FetchToken')
        return answerTokenRequest({ authorization, contentType, body }, { ...state, tokens, lifetime });

      return (
        authorize(authorization, route.projectId, tokens, state.store) ??
        answerAccessKeys(route, body, state.store, pageTokens)
      );
    },
    keys: projectId =>
      state.store.keysOf(projectId).map(({ accessKeyId, displayName, secret, createTime, updateTime }) => ({
        accessKeyId,
        displayName,
        secret,
        createTime,
        updateTime,
      })),
    reset(from) {
      state = fresh(from);
    },
  };
}
