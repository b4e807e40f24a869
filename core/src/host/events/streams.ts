import { MOVEMENT_POSTED, movementStream } from '../../ledger/events/movement-stream.ts'
import { outboxStream } from './outbox-stream.ts'
import type { RelayOptions } from './relay.ts'

/** What is emitted, and the record, which is a stream by itself. */
export const streams: RelayOptions['streams'] = [outboxStream, [movementStream, [MOVEMENT_POSTED]]]
