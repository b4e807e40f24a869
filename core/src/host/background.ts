import { eventsOf } from './events/event-registry.ts'
import { createRelay } from './events/relay.ts'
import { streams } from './events/streams.ts'
import { type JobRunnerOptions, startJobRunner } from './jobs/job-runner.ts'
import { runWorkers } from './run-workers.ts'

/** What a node does beside answering requests. */
export interface Background {
  /** Ends what is under way, and takes up nothing new. */
  stop(): Promise<void>
}

/** Brings events to the subscribers of one set of plugins, and runs its jobs and workers. */
export async function startBackground(options: JobRunnerOptions): Promise<Background> {
  const { kernel, services } = options
  const { database, log, plugins } = kernel
  const relay = createRelay({ database, log, services, registry: eventsOf(plugins), streams })
  await relay.start()
  try {
    const jobs = await startJobRunner(options)
    const workers = await runWorkers(options)
    let stopped: Promise<unknown> | undefined
    return {
      async stop() {
        stopped ??= Promise.all([relay.stop(), jobs.stop(), workers.stop()])
        await stopped
      },
    }
  } catch (error) {
    await relay.stop()
    throw error
  }
}
