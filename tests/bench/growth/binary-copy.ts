import type { Socket } from 'node:net'
import type pg from 'pg'

const CHUNK_BYTES = 512 * 1024
/** The longest row that is ever written, with room to spare. */
const ROW_BYTES_MAX = 4096
/** How far the writer may be ahead of the server. */
const AHEAD_BYTES = 4 * CHUNK_BYTES
const COPY_DATA = 'd'.charCodeAt(0)
const EPOCH_2000_MICROS = 946_684_800_000_000
const TWO_TO_32 = 2 ** 32

/** What pg gives to whoever answers one query of a connection. */
interface Connection {
  query(text: string): void
  endCopyFrom(): void
  readonly stream: Socket
}

/**
 * One `COPY … FROM STDIN (FORMAT binary)`: rows are written field by field into the message that goes over
 * the wire, with nothing between. As text, and through a stream, the same rows took the writer three times as
 * long. Rows are written without waiting; `flushed()` is awaited between them.
 */
export class BinaryCopy {
  readonly #connection: Connection
  readonly #ended: Promise<void>
  #buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES + ROW_BYTES_MAX)
  #at = 5
  #ahead = 0
  #onTaken = (): void => {}

  private constructor(connection: Connection, ended: Promise<void>) {
    this.#connection = connection
    this.#ended = ended
    this.#buffer.write('PGCOPY\n\xff\r\n\0', this.#at, 'latin1')
    this.#buffer.fill(0, this.#at + 11, this.#at + 19)
    this.#at += 19
  }

  /**
   * Starts the copy on a connection that does nothing else until `end()`.
   * @param isFrozen whether rows are marked as seen by all: for a table that was emptied in this transaction
   */
  static async start(
    client: pg.Client,
    table: string,
    columns: readonly string[],
    isFrozen = false,
  ): Promise<BinaryCopy> {
    const options = isFrozen ? 'format binary, freeze' : 'format binary'
    const text = `copy ${table} (${columns.join(', ')}) from stdin (${options})`
    const started = Promise.withResolvers<Connection>()
    const ended = Promise.withResolvers<void>()
    ended.promise.catch((error) => started.reject(error))
    client.query({
      submit: (connection: Connection) => connection.query(text),
      handleCopyInResponse: (connection: Connection) => started.resolve(connection),
      handleCommandComplete() {},
      handleReadyForQuery: () => ended.resolve(),
      handleError: (error: Error) => ended.reject(error),
    } as unknown as pg.Submittable)
    return new BinaryCopy(await started.promise, ended.promise)
  }

  /** Begins a row of so many fields. */
  row(fields: number): void {
    if (this.#at > CHUNK_BYTES) this.#send()
    this.#int16(fields)
  }

  null(): void {
    this.#int32(-1)
  }

  smallint(value: number): void {
    this.#int32(2)
    this.#int16(value)
  }

  int(value: number): void {
    this.#int32(4)
    this.#int32(value)
  }

  bigint(value: number): void {
    this.#int32(8)
    this.#int32(Math.floor(value / TWO_TO_32))
    this.#int32(value >>> 0)
  }

  /** @param micros since 1970 */
  instant(micros: number): void {
    this.bigint(micros - EPOCH_2000_MICROS)
  }

  bool(value: boolean): void {
    this.#int32(1)
    this.#buffer[this.#at++] = value ? 1 : 0
  }

  /** A `numeric(15,6)` that is whole and not below zero. */
  whole(value: number): void {
    const digits = value === 0 ? 0 : value < 10_000 ? 1 : 2
    this.#int32(8 + 2 * digits)
    this.#int16(digits)
    this.#int16(digits === 2 ? 1 : 0)
    this.#int16(0)
    this.#int16(6)
    if (digits === 2) this.#int16(Math.floor(value / 10_000))
    if (digits > 0) this.#int16(value % 10_000)
  }

  /**
   * A UUIDv7 of an instant; what follows it is 60 bits of a kind and a number, so that it is made again
   * alike.
   */
  uuid(milliseconds: number, kind: number, number: number): void {
    this.#int32(16)
    this.#at = writeId(this.#buffer, this.#at, milliseconds, kind, number)
  }

  /** Any other id, in its sixteen bytes. */
  id(bytes: Buffer): void {
    this.#int32(16)
    this.#at += bytes.copy(this.#buffer, this.#at)
  }

  text(value: string): void {
    this.#int32(Buffer.byteLength(value))
    this.#at += this.#buffer.write(value, this.#at)
  }

  /** Whether it is time to wait for the server. */
  get isAhead(): boolean {
    return this.#ahead > AHEAD_BYTES
  }

  /** Resolves when the server has taken enough for more to be written. */
  async flushed(): Promise<void> {
    while (this.isAhead) {
      const taken = new Promise<void>((resolve) => {
        this.#onTaken = resolve
      })
      await Promise.race([taken, this.#ended])
    }
  }

  /** Ends the copy; resolves when the server has all of it. */
  async end(): Promise<void> {
    this.row(-1)
    this.#send()
    this.#connection.endCopyFrom()
    await this.#ended
  }

  #send(): void {
    this.#buffer[0] = COPY_DATA
    this.#buffer.writeInt32BE(this.#at - 1, 1)
    const bytes = this.#at
    this.#ahead += bytes
    this.#connection.stream.write(this.#buffer.subarray(0, bytes), () => {
      this.#ahead -= bytes
      this.#onTaken()
    })
    this.#buffer = Buffer.allocUnsafe(CHUNK_BYTES + ROW_BYTES_MAX)
    this.#at = 5
  }

  #int16(value: number): void {
    this.#buffer[this.#at++] = value >> 8
    this.#buffer[this.#at++] = value
  }

  #int32(value: number): void {
    this.#buffer[this.#at++] = value >> 24
    this.#buffer[this.#at++] = value >> 16
    this.#buffer[this.#at++] = value >> 8
    this.#buffer[this.#at++] = value
  }
}

/** The sixteen bytes of an id. */
export function idBytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

/** What `uuid` writes, as text. */
export function idText(milliseconds: number, kind: number, number: number): string {
  const bytes = Buffer.alloc(16)
  writeId(bytes, 0, milliseconds, kind, number)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function writeId(buffer: Buffer, at: number, milliseconds: number, kind: number, number: number): number {
  buffer.writeUIntBE(milliseconds, at, 6)
  buffer[at + 6] = 0x70
  buffer[at + 7] = kind
  buffer[at + 8] = 0x80
  buffer[at + 9] = 0
  buffer.writeUIntBE(number, at + 10, 6)
  return at + 16
}
