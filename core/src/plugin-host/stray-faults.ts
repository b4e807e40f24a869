import type { FastifyBaseLogger } from 'fastify'
import type { HookFailure } from './plugin-runtime.ts'
import { type CodeSite, whoseCode } from './whose-code.ts'

/** What is told of faults that nobody waits for. */
export interface StrayFaults {
  readonly log: FastifyBaseLogger
  /** Counts it as the plugin's. */
  count(failure: HookFailure): void
  /** Ends the process, once its log is written. */
  giveUp(error: unknown): void
}

/**
 * Keeps a node up when a plugin throws where nobody waits for it: in a timer, after its time limit, in a
 * promise that it forgot. The plugin is named, counted and logged, and everybody else goes on. What our own
 * code throws there ends the process, which starts again from what is on disk.
 * @returns a function that takes all of it back
 */
export function catchStrayFaults({ log, count, giveUp }: StrayFaults): () => void {
  const told = (site: CodeSite, err: unknown) => {
    log.error({ err, ...site }, 'a plugin failed where nobody waits for it')
    count({ ...site, fault: 'host.stray_fault' })
  }
  const onRejection = (err: unknown) => {
    const site = whoseCode()
    if (site !== undefined) return told(site, err)
    log.error({ err }, 'a promise failed that nobody waits for')
  }
  const onException = (err: unknown) => {
    const site = whoseCode()
    if (site !== undefined) return told(site, err)
    log.fatal({ err }, 'the server gives up')
    giveUp(err)
  }
  const { exit } = process
  process.exit = ((code) => {
    const site = whoseCode()
    if (site === undefined) return exit(code)
    throw new Error(`the plugin ${site.plugin} may not end the server`)
  }) as typeof process.exit
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onException)
  return () => {
    process.exit = exit
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtException', onException)
  }
}
