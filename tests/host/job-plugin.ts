import { definePlugin, type JobDeclaration, type JobQueue } from '@stowage/sdk'
import { Type } from 'typebox'

declare module '@stowage/sdk' {
  interface Services {
    trialJobs: JobQueue
  }
}

/** A plugin with jobs that do what a test says. */
export function jobPlugin(run: JobDeclaration<{ n: number }>['run'], more: Partial<JobDeclaration> = {}) {
  return definePlugin({
    name: 'trial',
    version: '0.1.0',
    title: 'Trial',
    services: ({ jobs }) => ({ trialJobs: jobs }),
    jobs: {
      'trial.work': {
        title: 'Do what the test says',
        payload: Type.Object({ n: Type.Integer() }, { additionalProperties: false }),
        maxAttempts: 2,
        run,
        ...more,
      },
    },
  })
}
