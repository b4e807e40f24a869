import type { JobDeclaration, ServiceContext } from '@stowage/sdk'
import { kernelOf } from '../plugin-host/kernel.ts'
import { runInvariants } from './invariants/run-invariants.ts'

/** What the host does by itself, within the process. */
export interface HostUpkeep {
  /** Looks at all invariants, and keeps what came of it. */
  runInvariants(
    signal: AbortSignal,
    tell: (done: number, total: number, note?: string) => Promise<void>,
  ): Promise<void>
}

declare module '@stowage/sdk' {
  interface Services {
    hostUpkeep: HostUpkeep
  }
}

/** Makes it. */
export function createHostUpkeep(context: ServiceContext): HostUpkeep {
  const { database, plugins } = kernelOf(context)
  return { runInvariants: (signal, tell) => runInvariants({ database, plugins, signal, tell }) }
}

/** The host's own jobs. */
export const hostJobs: Readonly<Record<string, JobDeclaration>> = {
  'host.invariants': {
    title: 'Look at all invariants',
    cron: '23 3 * * *',
    maxAttempts: 2,
    timeLimitSeconds: 3_600,
    run: ({ services, signal, progress }) => services.hostUpkeep.runInvariants(signal, progress.tell),
  },
  'host.forget_ended': {
    title: 'Forget jobs that ended a week ago, and what invariants were a year ago',
    cron: '41 3 * * *',
    async run({ transaction }) {
      await transaction(async (trx) => {
        await trx.raw("delete from host.job where ended_at < now() - interval '7 days'")
        await trx.raw("delete from host.invariant_run where at < now() - interval '1 year'")
      })
    },
  },
}
