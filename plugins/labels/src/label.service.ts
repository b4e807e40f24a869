import { createHash, randomUUID } from 'node:crypto'
import { type Actor, type JobRun, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { Notice } from './drawing/drawn-label.ts'
import { createReadBack, type ReadBack } from './gs1/read-back.ts'
import { type JobToKeep, keepJobs } from './print-jobs/keep-jobs.ts'
import type { PrintWish, ReprintWish } from './print-jobs/print-job.schemas.ts'
import { createQueueing } from './print-jobs/queue-labels.ts'
import { createServe, SERVE } from './print-jobs/serve-queues.ts'
import { findPrinter } from './printers/printer-row.ts'
import { findTemplate } from './templates/find-template.ts'
import { sampleOf } from './things/fields.ts'
import { findThings } from './things/find-things.ts'
import { selectThings } from './things/select-things.ts'

/** Runs work in a transaction under the rights of whoever prints. */
export type Transact = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>

/** Who prints. */
export interface Who {
  readonly actor: Actor
  readonly transact: Transact
}

/** What came of a wish to print. */
export interface Printed {
  /** The jobs' ids. */
  readonly jobs: readonly string[]
  /** False when it was asked for before, by the same id. */
  readonly isNew: boolean
  readonly notices: readonly Notice[]
}

/** Makes and prints labels: `context.services.labels`. */
export interface LabelService {
  /**
   * Prints labels of things as they are now. Drawing stands between two transactions, so that none is kept
   * open for it.
   * @throws DomainError for what cannot be found, drawn or queued; nothing is printed then
   */
  print(who: Who, wish: PrintWish): Promise<Printed>
  /** Sends once more what a job sent, byte for byte. */
  reprint(who: Who, job: string, wish: ReprintWish): Promise<Printed>
  /** Prints a label of a thing that there is not, to see whether a printer does. */
  test(who: Who, printer: string): Promise<Printed>
  /** Has the queues served once the transaction has committed. */
  serveSoon(trx: Transaction): Promise<void>
  /** Serves the queues: what the plugin's job does. */
  serve(job: JobRun<Record<string, never>>): Promise<void>
  /** @throws DomainError for a host that is never connected to */
  checkHost(host: string): Promise<void>
  /** What is wrong with GS1 elements. */
  readonly readBack: ReadBack
  /** The plugin's own settings. */
  settings<Values>(): Promise<Values>
}

/** Makes the service, once when the plugin is composed. */
export function createLabelService(context: ServiceContext): LabelService {
  const { services, render, jobs, tcp, settings } = context
  const readBack = createReadBack(services)
  const serveSoon = async (trx: Transaction) => {
    await jobs.enqueue(trx, SERVE, {}, { key: 'soon' })
  }
  const queue = createQueueing({ render, readBack, serveSoon })
  return {
    readBack,
    serveSoon,
    serve: createServe(context),
    checkHost: (host) => tcp.check(host),
    settings: () => settings.of(),
    async print({ actor, transact }, wish) {
      const asked = hashOf(wish)
      const before = await transact((trx) => findRequest(trx, wish.id, asked))
      if (before.length > 0) return { jobs: before, isNew: false, notices: [] }
      const { kind, copies = 1, reason = null } = wish
      const found = await transact(async (trx) => ({
        template: await findTemplate(trx, kind, wish.template),
        printer: await findPrinter(trx, wish.printer),
        things: await findThings(trx, kind, await selectThings(trx, kind, wish), wish.level),
      }))
      const request = {
        id: wish.id ?? randomUUID(),
        wish: asked,
        find: (trx: Transaction) => findRequest(trx, wish.id, asked),
      }
      return queue({ actor, transact, request }, { ...found, copies, reason })
    },
    async test({ actor, transact }, id) {
      const found = await transact(async (trx) => ({
        template: await findTemplate(trx, 'item', undefined),
        printer: await findPrinter(trx, id),
      }))
      const thing = { id, code: 'TEST', title: found.printer.name, owner: 0, values: sampleOf('item') }
      const wish = { ...found, things: [thing], copies: 1, reason: null }
      const request = { id: randomUUID(), wish: 'test', find: async () => [] }
      return queue({ actor, transact, request }, wish)
    },
    reprint: (who, id, wish) => reprint(who, id, wish, serveSoon),
  }
}

async function reprint(
  { actor, transact }: Who,
  id: string,
  wish: ReprintWish,
  serveSoon: LabelService['serveSoon'],
): Promise<Printed> {
  return transact(async (trx) => {
    const asked = hashOf({ ...wish, reprintOf: id })
    const before = await findRequest(trx, wish.id, asked)
    if (before.length > 0) return { jobs: before, isNew: false, notices: [] }
    const job = await findSent(trx, id)
    const printer = await findPrinter(trx, wish.printer ?? job.printer)
    if (printer.language !== job.language) {
      const facts = { printer: printer.name, number: job.number, language: job.language }
      throw refuse('labels.printer_differs', facts, '/printer')
    }
    const { printer: _former, number: _number, ...sent } = job
    const again = { ...sent, reason: wish.reason.trim(), reprintOf: id }
    const jobs = await keepJobs(trx, { actor, printer, request: wish.id ?? randomUUID(), wish: asked }, [
      again,
    ])
    await serveSoon(trx)
    return { jobs, isNew: true, notices: [] }
  })
}

/**
 * The jobs that a request with this id made before.
 * @throws `labels.request_taken` where it asked for something else
 */
async function findRequest(trx: Transaction, request: string | undefined, wish: string): Promise<string[]> {
  if (request === undefined) return []
  // Whoever sends it twice at the same time waits for the first one.
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`labels.request ${request}`])
  const rows: { id: string; wish: string | null }[] = await trx('labels.print_job')
    .where({ request })
    .orderBy('number')
    .select('id', 'wish')
  if (rows.some((row) => row.wish !== wish)) throw refuse('labels.request_taken', { id: request }, '/id')
  return rows.map(({ id }) => id)
}

function hashOf(wish: object): string {
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex')
}

interface SentJob extends Omit<JobToKeep, 'reason' | 'reprintOf'> {
  readonly number: number
  readonly printer: string
}

async function findSent(trx: Transaction, id: string): Promise<SentJob> {
  const row = await trx('labels.print_job').where({ id }).first()
  if (row === undefined) throw refuse('labels.job_unknown', { id })
  const number = Number(row.number)
  if (row.content === null) throw refuse('labels.job_forgotten', { number })
  const things = await trx('labels.printed_label')
    .where({ job: id })
    .orderBy('n')
    .select('subject as id', 'code', 'title', 'owner')
  const { owner, content, language, kind, copies, printer, template_name: templateName } = row
  return { owner, content, language, kind, copies, printer, templateName, number, things }
}
