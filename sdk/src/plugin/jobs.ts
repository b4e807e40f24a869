import type { FastifyBaseLogger } from 'fastify'
import type { TObject } from 'typebox'
import type { Actor, Transaction } from './actor.ts'
import type { Services } from './declaration.ts'

/** How far a long piece of work has come, for whoever watches it. */
export interface Progress {
  /** @param done of `total`, in whatever is counted; `note` says in words what is under way */
  tell(done: number, total: number, note?: string): Promise<void>
}

/** One run of a job. */
export interface JobRun<Payload = Readonly<Record<string, unknown>>> {
  readonly id: string
  /** 1 at first. */
  readonly attempt: number
  readonly payload: Payload
  /** The site or company that it runs for, where the job runs for `each`. */
  readonly subject: { readonly kind: 'site' | 'company'; readonly id: string } | null
  /** The plugin itself acts: its name stands in the audit. */
  readonly actor: Actor
  readonly services: Services
  readonly progress: Progress
  readonly log: FastifyBaseLogger
  /** Aborted when the node stops or the time limit is over. */
  readonly signal: AbortSignal
  /** One transaction as the plugin. */
  transaction<T>(work: (trx: Transaction) => Promise<T>): Promise<T>
}

/** Work for later, with tries. It runs at least once: a killed node's job runs again within a minute. */
export interface JobDeclaration<Payload = Readonly<Record<string, unknown>>> {
  readonly title: string
  /** When it runs by itself, as five fields of cron in UTC. */
  readonly cron?: string
  /** It runs once for each of these, apart from each other, whenever cron starts it. */
  readonly each?: 'site' | 'company'
  /** The payload's shape, for those that are enqueued; none may be given unless it is said. */
  readonly payload?: TObject
  /** 5 unless said, 25 at most; what failed so often waits among the dead for a person. */
  readonly maxAttempts?: number
  /** 600 unless said, 3,600 at most. */
  readonly timeLimitSeconds?: number
  run(job: JobRun<Payload>): Promise<void>
}

/** Puts jobs into the queue, within the transaction that wants them: rolled back, they never were. */
export interface JobQueue {
  /**
   * @param name the job's, as this plugin declares it
   * @param options.key a job with the same key that waits is replaced
   * @returns the job's id
   * @throws DomainError `host.job_not_declared` or `host.job_payload` for what does not fit its declaration
   */
  enqueue(
    trx: Transaction,
    name: string,
    payload?: Readonly<Record<string, unknown>>,
    options?: { readonly runAt?: Date; readonly key?: string },
  ): Promise<string>
}
