import type { EventOrder, JobDeclaration } from '@stowage/sdk'
import { Type } from 'typebox'
import type { Receiver } from '../events/keep-events.ts'

const BATCH = 200

/** Which endpoint gets what again. */
export interface ReplayOrder {
  readonly endpoint: string
  readonly stream: EventOrder
  readonly from: number
  readonly to: number
}

/**
 * Puts what happened between two positions behind what waits for an endpoint; run twice, it puts nothing
 * twice.
 */
export const replayJob: JobDeclaration<ReplayOrder & Readonly<Record<string, unknown>>> = {
  title: 'Send former events again',
  payload: Type.Object(
    {
      endpoint: Type.String({ format: 'uuid' }),
      stream: Type.Union([Type.Literal('ledger'), Type.Literal('outbox')]),
      from: Type.Integer(),
      to: Type.Integer(),
    },
    { additionalProperties: false },
  ),
  timeLimitSeconds: 3_600,
  async run({ id: replay, payload, services, progress, signal, transaction }) {
    const { endpoint, stream: order, from, to } = payload
    const { history, keep } = services.webhooks
    let after = from - 1
    while (after < to && !signal.aborted) {
      const read = await history.read({ order, after, most: BATCH })
      const events = read.events.filter(({ position }) => position <= to)
      const isOver = await transaction(async (trx) => {
        const receivers: Receiver[] = await trx('webhooks.endpoint')
          .where({ id: endpoint })
          .select('id', 'owner', 'events')
        await keep(trx, { order, events, receivers, replay })
        return receivers.length === 0
      })
      after = read.events.at(-1)?.position ?? to
      await progress.tell(Math.min(after, to) - from + 1, to - from + 1)
      if (isOver || read.isEnd) return
    }
    signal.throwIfAborted()
  },
}
