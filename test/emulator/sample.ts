import type { Seed } from './contract';

/** The invented projects of `npm start`, of the UI tests and of the README's pictures. */
export const sampleSeed: Seed = {
  projects: [
    {
      projectId: 'demo-project-0001',
      keys: [
        {
          accessKeyId: '5d3f0c8e-0a7b-4c1e-9f42-7b1d2c3e4a01',
          secret: 'demo-secret.not-a-real-one',
          displayName: 'production',
          createTime: '2025-11-03T09:12:44Z',
        },
        {
          accessKeyId: '8a1e6b7c-2d94-4f3a-b650-1c9e8d7f6b02',
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
          accessKeyId: 'c47d9e21-6b5f-4a08-8e13-3f2a1b0c9d03',
          secret: 'demo-secret.laptop-sample1',
          displayName: 'laptop',
          createTime: '2026-10-29T07:30:00Z',
        },
      ],
    },
  ],
};
