/*
 * COPY, both ways, as streams. pg reads and writes the messages of it by itself and has no stream for them;
 * a package for that would bring a second reader of the same protocol for what is here a pause and a wait.
 */
import { type Duplex, Readable, Writable } from 'node:stream'
import type pg from 'pg'

const BLOCK_BYTES = 256 * 1024

/** What of pg's connection is used here. */
interface Wire {
  readonly stream: Duplex
  query(sql: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

/** A stream of COPY, and how many rows it was once it has ended. */
export interface RowStream<Stream> {
  readonly stream: Stream
  readonly rows: () => number
}

/**
 * Reads what `copy … to stdout` sends, in blocks of a quarter of a megabyte. While nobody reads on, the
 * server waits. Whoever leaves early has to end the connection.
 */
export function copyOut(client: pg.Client, sql: string): RowStream<Readable> {
  let wire: Wire | undefined
  let rows = 0
  let block = Buffer.allocUnsafe(BLOCK_BYTES)
  let filled = 0
  const stream = new Readable({ read: () => void wire?.stream.resume() })
  const push = (bytes: Buffer) => {
    if (!stream.push(bytes)) wire?.stream.pause()
  }
  const flush = () => {
    if (filled > 0) push(block.subarray(0, filled))
    block = Buffer.allocUnsafe(BLOCK_BYTES)
    filled = 0
  }
  submit(client, sql, {
    onSubmit: (opened) => {
      wire = opened
    },
    onError: (error) => stream.destroy(error),
    onRows: (count) => {
      rows = count
    },
    onEnd: () => {
      flush()
      stream.push(null)
    },
    // The bytes stand in a buffer that the next packet is read into.
    onData: (chunk) => {
      if (filled + chunk.length > BLOCK_BYTES) flush()
      if (chunk.length > BLOCK_BYTES) return push(Buffer.from(chunk))
      filled += chunk.copy(block, filled)
    },
  })
  return { stream, rows: () => rows }
}

/** Writes into `copy … from stdin`. It has finished when the server has taken all rows. */
export function copyIn(client: pg.Client, sql: string): RowStream<Writable> {
  const ready = Promise.withResolvers<Wire>()
  const ended = Promise.withResolvers<void>()
  for (const { promise } of [ready, ended]) promise.catch(() => {})
  let rows = 0
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      ready.promise.then((wire) => {
        wire.sendCopyFromChunk(chunk)
        if (!wire.stream.writableNeedDrain) return done()
        wire.stream.once('drain', () => done())
      }, done)
    },
    final(done) {
      ready.promise.then((wire) => wire.endCopyFrom()).catch(() => {})
      ended.promise.then(() => done(), done)
    },
    destroy(error, done) {
      if (error !== null) void ready.promise.then((wire) => wire.sendCopyFail(error.message)).catch(() => {})
      done(error)
    },
  })
  submit(client, sql, {
    onCopyIn: (wire) => ready.resolve(wire),
    onError: (error) => {
      for (const waiting of [ready, ended]) waiting.reject(error)
      stream.destroy(error)
    },
    onRows: (count) => {
      rows = count
    },
    onEnd: () => ended.resolve(),
  })
  return { stream, rows: () => rows }
}

/** Lets a stream through and tells how much has come. */
export function countBytes(tell: (bytes: number) => void) {
  return async function* count(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      tell(bytes)
      yield chunk
    }
  }
}

interface Handlers {
  onSubmit?(wire: Wire): void
  onCopyIn?(wire: Wire): void
  onData?(chunk: Buffer): void
  onError(error: Error): void
  onRows(count: number): void
  onEnd(): void
}

/** A query of one's own, which pg asks what to do with each message. */
function submit(client: pg.Client, sql: string, handlers: Handlers): void {
  let hasFailed = false
  const query = {
    callback: () => {},
    submit(connection: unknown) {
      handlers.onSubmit?.(connection as Wire)
      ;(connection as Wire).query(sql)
    },
    handleCopyInResponse: (wire: Wire) => handlers.onCopyIn?.(wire),
    handleCopyData: ({ chunk }: { chunk: Buffer }) => handlers.onData?.(chunk),
    handleCommandComplete: ({ text }: { text: string }) => handlers.onRows(Number(text.split(' ')[1])),
    handleError(error: Error) {
      hasFailed = true
      handlers.onError(error)
    },
    handleReadyForQuery() {
      if (!hasFailed) handlers.onEnd()
    },
    handleRowDescription() {},
    handleDataRow() {},
    handleEmptyQuery() {},
    handlePortalSuspended() {},
  }
  client.query(query as unknown as pg.Submittable)
}
