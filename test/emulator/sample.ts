import type { Seed } from './contract';

/** The invented projects of `npm start`, of the UI tests and of the README's pictures. */
export const sampleSeed: Seed = {
  projects: [
    {
      projectId: 'demo-project-0001',
      keys: [
        {
          accessKeyId: 'demo-key-0001-production',
          secret: 'demo-secret.not-a-real-one',
          displayName: 'production',
          createTime: '2025-11-03T09:12:44Z',
        },
        {
          accessKeyId: 'demo-key-0002-staging',
          secret: 'demo-secret.staging-sample',
          displayName: 'staging',
          createTime: '2026-08-17T14:05:10Z',
        },
      ],
    },
    {
      projectId: 'demo-project-0002',
      keys: [
        {
          accessKeyId: 'demo-key-0003-laptop',
          secret: 'demo-secret.laptop-sample1',
          displayName: 'laptop',
          createTime: '2026-10-29T07:30:00Z',
        },
      ],
    },
  ],
};
