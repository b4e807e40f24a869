import { randomUUID } from 'node:crypto'
import type { JobDeclaration, JobRun, ServiceContext, Transaction } from '@stowage/sdk'
import type { PrinterRow } from '../printers/printer-row.ts'
import { problemOf, type SendProblem } from '../printers/send-problem.ts'
import { sendToPrinter } from '../printers/send-to-printer.ts'
import { say } from '../words/say.ts'

/** Printers that one run serves side by side. */
const PRINTERS_AT_ONCE = 16
/** A turn that was not given back, because its node died, ends by itself. It is longer than any sending. */
const TURN = "interval '90 seconds'"
/** Seconds until the next attempt, by how many there were; after the last of them a person has to look. */
const PAUSES = [5, 10, 20, 40, 80, 160, 300, 300, 300]
/** One run ends at some time, so that a node can stop; the next one goes on. */
const JOBS_IN_A_RUN = 200

/** The one job that serves all queues. */
export const SERVE = 'labels.serve_queues'

/**
 * Serves the printers' queues:
 * 1. it takes the turn of each printer whose first job is due, and no other run has it meanwhile;
 * 2. side by side, each printer gets its jobs in their order, one at a time;
 * 3. one that fails waits, with all behind it, longer from time to time, and is given up in the end;
 * 4. it comes again when the next one is due.
 */
export const serveQueues: JobDeclaration<Record<string, never>> = {
  title: 'Send labels to printers',
  cron: '* * * * *',
  async run(job) {
    await job.services.labels.serve(job)
  },
}

/** Makes what the job runs. */
export function createServe({
  tcp,
  http,
  jobs,
}: ServiceContext): (job: JobRun<Record<string, never>>) => Promise<void> {
  return async (job) => {
    const holder = randomUUID()
    const printers = await job.transaction((trx) => takeTurns(trx, holder))
    await Promise.all(printers.map((printer) => serveOne({ printer, holder, job, tcp, http })))
    await job.transaction(async (trx) => {
      const next = await nextDue(trx)
      if (next !== undefined) await jobs.enqueue(trx, SERVE, {}, { key: 'later', runAt: next })
    })
  }
}

interface Serving extends Pick<ServiceContext, 'tcp' | 'http'> {
  readonly printer: PrinterRow
  readonly holder: string
  readonly job: JobRun<Record<string, never>>
}

async function serveOne({ printer, holder, job, ...clients }: Serving): Promise<void> {
  try {
    for (let served = 0; served < JOBS_IN_A_RUN && !job.signal.aborted; served += 1) {
      const next = await job.transaction((trx) => takeJob(trx, printer.id, holder))
      if (next === undefined) return
      const sending = {
        number: Number(next.number),
        title: next.template_name,
        userName: next.actor_name,
        language: next.language,
        content: next.content,
        signal: job.signal,
      }
      const problem = await sendToPrinter(printer, sending, clients).then(
        () => undefined,
        (error: unknown) => problemOf(error, placeOf(printer)),
      )
      await job.transaction((trx) =>
        problem === undefined ? markPrinted(trx, next) : markFailed(trx, next, problem),
      )
      if (problem !== undefined) {
        job.log.warn({ printer: printer.name, job: next.id, ...problem }, 'labels were not printed')
        return
      }
    }
  } finally {
    await job.transaction((trx) => giveTurnBack(trx, printer.id, holder))
  }
}

function placeOf({ host, port, connection }: PrinterRow) {
  return { host: host ?? '', port: port ?? (connection === 'raw' ? 9100 : 631) }
}

/** The first job of each printer decides whether it is due: what stands behind waits for it. */
const HEADS = `
  select distinct on (j.printer) j.printer, j.not_before
    from labels.print_job j where j.state in ('waiting', 'printing') order by j.printer, j.number`

async function takeTurns(trx: Transaction, holder: string): Promise<PrinterRow[]> {
  const { rows }: { rows: PrinterRow[] } = await trx.raw(
    `update labels.printer p set turn_holder = :holder, turn_until = clock_timestamp() + ${TURN}
      where p.id in (
        select h.printer from (${HEADS}) h join labels.printer q on q.id = h.printer
         where h.not_before <= clock_timestamp() and q.is_active
           and (q.turn_until is null or q.turn_until < clock_timestamp())
         order by h.not_before limit ${PRINTERS_AT_ONCE})
        and (p.turn_until is null or p.turn_until < clock_timestamp())
     returning p.*`,
    { holder },
  )
  return rows
}

async function giveTurnBack(trx: Transaction, printer: string, holder: string): Promise<void> {
  await trx('labels.printer')
    .where({ id: printer, turn_holder: holder })
    .update({ turn_holder: null, turn_until: null })
}

interface TakenJob {
  readonly id: string
  readonly number: string
  readonly attempts: number
  readonly template_name: string
  readonly actor_name: string
  readonly language: 'zpl' | 'pdf'
  readonly content: Buffer
}

/** The printer's first job, where it is due and the turn is still ours; the turn is prolonged by it. */
async function takeJob(trx: Transaction, printer: string, holder: string): Promise<TakenJob | undefined> {
  const held = await trx('labels.printer')
    .where({ id: printer, turn_holder: holder, is_active: true })
    .update({ turn_until: trx.raw(`clock_timestamp() + ${TURN}`) })
  if (held === 0) return undefined
  const { rows }: { rows: TakenJob[] } = await trx.raw(
    `update labels.print_job set state = 'printing', attempts = attempts + 1
      where id = (select h.id from (
              select id, not_before from labels.print_job
               where printer = ? and state in ('waiting', 'printing') order by number limit 1) h
             where h.not_before <= clock_timestamp())
     returning id, number, attempts, template_name, actor_name, language, content`,
    [printer],
  )
  return rows[0]
}

async function markPrinted(trx: Transaction, { id }: TakenJob): Promise<void> {
  await trx('labels.print_job')
    .where({ id })
    .update({ state: 'printed', problem: null, ended_at: trx.raw('clock_timestamp()') })
}

async function markFailed(trx: Transaction, { id, attempts }: TakenJob, problem: SendProblem): Promise<void> {
  const pause = PAUSES[attempts - 1]
  const told = { problem: JSON.stringify({ ...problem, message: say(problem.code, problem.facts) }) }
  // Somebody may have given it up while it was under way.
  const standing = trx('labels.print_job').where({ id, state: 'printing' })
  if (pause === undefined) {
    await standing.update({ ...told, state: 'failed', ended_at: trx.raw('clock_timestamp()') })
    return
  }
  const later = trx.raw('clock_timestamp() + make_interval(secs => ?)', [pause])
  await standing.update({ ...told, state: 'waiting', not_before: later })
}

async function nextDue(trx: Transaction): Promise<Date | undefined> {
  const { rows }: { rows: { due: string | null }[] } = await trx.raw(
    `select min(h.not_before) as due from (${HEADS}) h join labels.printer p on p.id = h.printer
      where p.is_active and (p.turn_until is null or p.turn_until < clock_timestamp())`,
  )
  const due = rows[0]?.due ?? null
  return due === null ? undefined : new Date(due)
}
