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

/** By what it is known that something was asked for before. */
export interface Request {
  readonly id: string
  /** What it asked for, hashed. */
  readonly wish: string
  /** The jobs that it made, while this one was being drawn as well. */
  find(trx: Transaction): Promise<readonly string[]>
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
  return async (
    { actor, transact, request }: Who & { readonly request: Request },
    order: Order,
  ): Promise<Printed> => {
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
    return transact(async (trx) => {
      const before = await request.find(trx)
      if (before.length > 0) return { jobs: before, isNew: false, notices }
      const jobs = await keepJobs(trx, { actor, printer, request: request.id, wish: request.wish }, kept)
      await serveSoon(trx)
      return { jobs, isNew: true, notices }
    })
  }
}
