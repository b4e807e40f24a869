import { call, newId } from '@stowage/admin'
import { told, wordsOf } from './words.ts'

/** A print job, as far as screens tell of it. */
export interface Job {
  readonly id: string
  readonly number: number
  readonly printer: { readonly id: string; readonly name: string }
  readonly kind: string
  readonly language: 'zpl' | 'pdf'
  readonly labels: number
  readonly copies: number
  readonly state: 'waiting' | 'printing' | 'printed' | 'failed' | 'cancelled'
  readonly attempts: number
  readonly problem: {
    readonly code: string
    readonly message: string
    readonly facts: Record<string, never>
  } | null
  readonly who: string
  readonly reason: string | null
  readonly reprintOf: string | null
  readonly createdAt: string
  readonly isKept: boolean
  readonly first: string
}

/** Where a job's content is. */
export function contentOf(job: Pick<Job, 'id'>): string {
  return `/api/v1/labels/print-jobs/${job.id}/content`
}

/** Prints, once however often the button is pressed for the same wish. */
export function sendPrint(wish: object): Promise<{ readonly jobs: readonly Job[] }> {
  return call('/labels/print-jobs', { method: 'POST', body: { id: newId(), ...wish } })
}

/** What became of it, in a sentence. */
export function sayJob({ number, printer, state }: Job): string {
  const words = wordsOf()
  if (state === 'printed') return words.openPdf
  return told(words.sent, { number, printer: printer.name })
}
