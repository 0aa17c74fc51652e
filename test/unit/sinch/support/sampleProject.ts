import type { Seed } from '../../../emulator/contract';

/** The project the client's tests act on, and another one that its key must not reach. */
export const sampleProject = {
  projectId: 'demo-project',
  keyId: 'demo-key-1',
  keySecret: 'demo-secret~sign-in.012345',
} as const;

export const sampleSeed: Seed = {
  projects: [
    {
      projectId: sampleProject.projectId,
      keys: [
        {
          accessKeyId: sampleProject.keyId,
          secret: sampleProject.keySecret,
          displayName: 'first',
          createTime: '2026-01-02T03:04:05Z',
          updateTime: '2026-02-03T04:05:06Z',
        },
        { accessKeyId: 'demo-key-2', secret: 'demo-secret~second.0123456', displayName: 'second' },
        { accessKeyId: 'demo-key-3', secret: 'demo-secret~third.01234567', displayName: 'third' },
      ],
    },
    {
      projectId: 'closed-project',
      apiEnabled: false,
      keys: [{ accessKeyId: 'closed-key', secret: 'demo-secret~closed.0123456', displayName: 'closed' }],
    },
    { projectId: 'other-project', keys: [] },
  ],
};
