import { randomUUID } from 'node:crypto'
import { type Actor, refuse, type Transaction } from '@stowage/sdk'
import type { LabelKind } from '../design/design.schemas.ts'
import type { PrinterRow } from '../printers/printer-row.ts'
import type { Thing } from '../things/find-things.ts'

/** So many jobs may wait for one printer; whoever wants more waits for it to be mended. */
export const MOST_WAITING = 1000

/** A job as it is kept. */
export interface JobToKeep {
  readonly owner: number
  readonly things: readonly Pick<Thing, 'id' | 'code' | 'title' | 'owner'>[]
  readonly content: Uint8Array
  readonly language: 'zpl' | 'pdf'
  readonly templateName: string
  readonly kind: LabelKind
  readonly copies: number
  readonly reason: string | null
  readonly reprintOf: string | null
}

/**
 * Puts jobs into the queue of a printer. What is printed from the browser is printed as soon as it is there.
 * @returns their ids
 * @throws `labels.queue_full`
 */
export async function keepJobs(
  trx: Transaction,
  { actor, printer, request, wish }: { actor: Actor; printer: PrinterRow; request: string; wish: string },
  jobs: readonly JobToKeep[],
): Promise<string[]> {
  const isBrowser = printer.connection === 'browser'
  if (!isBrowser) await checkRoom(trx, printer, jobs.length)
  const ids: string[] = []
  for (const { things, templateName, reprintOf, ...job } of jobs) {
    const id = randomUUID()
    ids.push(id)
    const owner = ownerFor(actor, job.owner)
    await trx('labels.print_job').insert({
      ...job,
      id,
      owner,
      request,
      wish,
      printer: printer.id,
      template_name: templateName,
      reprint_of: reprintOf,
      content: Buffer.from(job.content),
      label_count: things.length,
      state: isBrowser ? 'printed' : 'waiting',
      ended_at: isBrowser ? trx.fn.now() : null,
      actor_id: actor.id,
      actor_name: actor.name,
    })
    const labels = things.map(({ id: subject, code, title }, n) => ({
      job: id,
      n,
      owner,
      subject,
      code,
      title,
    }))
    await trx.batchInsert('labels.printed_label', labels, 100)
  }
  return ids
}

async function checkRoom(trx: Transaction, { id, name }: PrinterRow, more: number): Promise<void> {
  const { rows }: { rows: { count: number }[] } = await trx.raw(
    `select count(*)::int as count from (
       select from labels.print_job where printer = ? and state in ('waiting', 'printing') limit ?) w`,
    [id, MOST_WAITING],
  )
  if (rows[0]!.count + more > MOST_WAITING) {
    throw refuse('labels.queue_full', { printer: name, most: MOST_WAITING }, '/printer')
  }
}

/** What the house has is printed for whoever prints it: he who is bound to an owner sees his own jobs. */
function ownerFor({ owners }: Actor, owner: number): number {
  if (owners === 'all' || owners.includes(owner)) return owner
  return owners[0] ?? owner
}
