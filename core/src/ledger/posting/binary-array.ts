/*
 * PostgreSQL arrays in their binary form, for the statements of every posting: as literals, reading them took
 * a tenth of PostgreSQL's time and writing them twice the bytes. What is sent seldom stays a literal
 * (`array-literal.ts`). The layout is that of `array_recv`: dimensions, flags, element type, length, lower
 * bound, then each element behind its length, which is -1 for null.
 */
const HEADER_BYTES = 20
const LENGTH_BYTES = 4
const NULL_LENGTH = -1
const TWO_TO_32 = 4_294_967_296
/** Where PostgreSQL counts from: 2000-01-01, in microseconds since 1970. */
const POSTGRES_EPOCH = 946_684_800_000_000

/** The element types by their fixed object identifiers (`pg_type.oid`). */
const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  tid: 27,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
} as const

type Nullable<Value> = readonly (Value | null)[]

/** `bigint[]` of whole numbers below 2^53. */
export function bigintArray(values: Nullable<number>): Buffer {
  return fixedArray(OID.int8, 8, values, writeBigint)
}

/** `timestamptz[]` of microseconds since 1970. */
export function instantArray(values: Nullable<number>): Buffer {
  return fixedArray(OID.timestamptz, 8, values, (buffer, at, value) =>
    writeBigint(buffer, at, value - POSTGRES_EPOCH),
  )
}

/** `integer[]`. */
export function integerArray(values: Nullable<number>): Buffer {
  return fixedArray(OID.int4, 4, values, (buffer, at, value) => buffer.writeInt32BE(value, at))
}

/** `smallint[]`. */
export function smallintArray(values: Nullable<number>): Buffer {
  return fixedArray(OID.int2, 2, values, (buffer, at, value) => buffer.writeInt16BE(value, at))
}

/** `boolean[]`. */
export function booleanArray(values: Nullable<boolean>): Buffer {
  return fixedArray(OID.bool, 1, values, (buffer, at, value) => buffer.writeUInt8(value ? 1 : 0, at))
}

/** `uuid[]` of ids in their usual form, with hyphens. */
export function uuidArray(values: Nullable<string>): Buffer {
  return fixedArray(OID.uuid, 16, values, writeUuid)
}

/** `tid[]` of places as PostgreSQL prints them: `(12,3)`. */
export function tidArray(values: Nullable<string>): Buffer {
  return fixedArray(OID.tid, 6, values, (buffer, at, value) => {
    const comma = value.indexOf(',')
    buffer.writeUInt32BE(Number(value.slice(1, comma)), at)
    buffer.writeUInt16BE(Number(value.slice(comma + 1, -1)), at + 4)
  })
}

/** `text[]`. */
export function textArray(values: Nullable<string>): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)))
  return variableArray(OID.text, values, sizes, (buffer, at, value) => buffer.write(value, at))
}

/** `bytea[]`. */
export function byteaArray(values: Nullable<Buffer>): Buffer {
  const sizes = values.map((value) => value?.length ?? 0)
  return variableArray(OID.bytea, values, sizes, (buffer, at, value) => value.copy(buffer, at))
}

/** `numeric[]` of whole millionths of less than 10^15. */
export function figureArray(micros: Nullable<number>): Buffer {
  const buffer = startArray(OID.numeric, micros.length, micros.length * (LENGTH_BYTES + NUMERIC_MAX_BYTES))
  let at = HEADER_BYTES
  for (const value of micros) {
    const size = value === null ? NULL_LENGTH : writeNumeric(buffer, at + LENGTH_BYTES, value)
    buffer.writeInt32BE(size, at)
    at += LENGTH_BYTES + Math.max(0, size)
  }
  return buffer.subarray(0, micros.length === 0 ? buffer.length : at)
}

function startArray(oid: number, count: number, bytes: number): Buffer {
  if (count === 0) {
    const empty = Buffer.alloc(12)
    empty.writeInt32BE(oid, 8)
    return empty
  }
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes)
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(0, 4)
  buffer.writeInt32BE(oid, 8)
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

type Write<Value> = (buffer: Buffer, at: number, value: Value) => unknown

function fixedArray<Value>(oid: number, size: number, values: Nullable<Value>, write: Write<Value>): Buffer {
  const buffer = startArray(oid, values.length, values.length * (LENGTH_BYTES + size))
  let at = HEADER_BYTES
  for (const value of values) {
    buffer.writeInt32BE(value === null ? NULL_LENGTH : size, at)
    at += LENGTH_BYTES
    if (value === null) continue
    write(buffer, at, value)
    at += size
  }
  return buffer.subarray(0, values.length === 0 ? buffer.length : at)
}

function variableArray<Value>(
  oid: number,
  values: Nullable<Value>,
  sizes: readonly number[],
  write: Write<Value>,
): Buffer {
  const bytes = sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, 0)
  const buffer = startArray(oid, values.length, bytes)
  let at = HEADER_BYTES
  for (const [n, value] of values.entries()) {
    const size = sizes[n]!
    buffer.writeInt32BE(value === null ? NULL_LENGTH : size, at)
    at += LENGTH_BYTES
    if (value === null) continue
    write(buffer, at, value)
    at += size
  }
  return buffer
}

function writeBigint(buffer: Buffer, at: number, value: number): void {
  const high = Math.floor(value / TWO_TO_32)
  buffer.writeInt32BE(high, at)
  buffer.writeUInt32BE(value - high * TWO_TO_32, at + 4)
}

function writeUuid(buffer: Buffer, at: number, id: string): void {
  let to = at
  for (let from = 0; from < id.length; from += 2) {
    if (id.charCodeAt(from) === HYPHEN) from += 1
    buffer[to] = (hexDigit(id.charCodeAt(from)) << 4) | hexDigit(id.charCodeAt(from + 1))
    to += 1
  }
}

const HYPHEN = 45

/** The value of a digit's character: 0 to 9, a to f, A to F. */
function hexDigit(character: number): number {
  return character < 58 ? character - 48 : (character & 0xdf) - 55
}

/** Four words of head, three digits before the point and two behind it. */
const NUMERIC_MAX_BYTES = 18
const BASE = 10_000
const MICROS = 1_000_000
const NEGATIVE = 0x4000
const SCALE = 6

/**
 * Writes a numeric as `numeric_recv` reads it: digits to the base 10,000, the first one's weight, the sign.
 * @returns how many bytes
 */
function writeNumeric(buffer: Buffer, at: number, micros: number): number {
  const amount = Math.abs(micros)
  const whole = Math.floor(amount / MICROS)
  const fraction = amount - whole * MICROS
  const digits = [
    Math.floor(whole / (BASE * BASE)),
    Math.floor(whole / BASE) % BASE,
    whole % BASE,
    Math.floor(fraction / 100),
    (fraction % 100) * 100,
  ]
  let first = 0
  let last = digits.length - 1
  while (first <= last && digits[first] === 0) first += 1
  while (last >= first && digits[last] === 0) last -= 1
  const count = last - first + 1
  buffer.writeInt16BE(count, at)
  buffer.writeInt16BE(count === 0 ? 0 : 2 - first, at + 2)
  buffer.writeInt16BE(micros < 0 ? NEGATIVE : 0, at + 4)
  buffer.writeInt16BE(SCALE, at + 6)
  for (let n = 0; n < count; n += 1) buffer.writeInt16BE(digits[first + n]!, at + 8 + 2 * n)
  return 8 + 2 * count
}
