import type { Renderer, Transaction } from '@stowage/sdk'
import type { ReadBack } from '../gs1/read-back.ts'
import type { Printed, Who } from '../label.service.ts'
import { type JobToKeep, keepJobs } from './keep-jobs.ts'
import { type Preparation, prepareJobs } from './prepare-labels.ts'

interface Tools {
  readonly render: Renderer
  readonly readBack: ReadBack
  readonly serveSoon: (trx: Transaction) => Promise<void>
}

/** Labels to draw, and why. */
export interface Order extends Omit<Preparation, 'readBack' | 'render'> {
  readonly reason: string | null
}

/**
 * Draws what is ordered and puts it into the queue of its printer. Nothing is queued where a label cannot
 * be drawn.
 */
export function createQueueing({ render, readBack, serveSoon }: Tools) {
  return async ({ actor, transact, request }: Who & { request: string }, order: Order): Promise<Printed> => {
    const { reason, ...wish } = order
    const { printer, template, copies } = wish
    const { jobs: prepared, notices } = await prepareJobs({ ...wish, readBack, render })
    const kept = prepared.map(
      (job): JobToKeep => ({
        ...job,
        language: printer.language,
        templateName: template.name,
        kind: template.kind,
        copies,
        reason,
        reprintOf: null,
      }),
    )
    const jobs = await transact(async (trx) => {
      const ids = await keepJobs(trx, { actor, printer, request }, kept)
      await serveSoon(trx)
      return ids
    })
    return { jobs, isNew: true, notices }
  }
}
