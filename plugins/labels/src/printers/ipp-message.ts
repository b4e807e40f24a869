/** What `Print-Job` says of a document (RFC 8011, 4.2.1). */
export interface PrintJobRequest {
  /** `ipp://10.0.0.5:631/ipp/print` */
  readonly printerUri: string
  readonly requestId: number
  readonly jobName: string
  readonly userName: string
  /** The document's media type. */
  readonly format: string
  readonly document: Uint8Array
}

const PRINT_JOB = 0x0002
const TAG = {
  operation: 0x01,
  end: 0x03,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
  name: 0x42,
} as const
/** Names are cut to what RFC 8011 lets them have. */
const NAME_MAX = 255

/** Writes the request: IPP 1.1, which every printer speaks. */
export function writePrintJob({
  printerUri,
  requestId,
  jobName,
  userName,
  format,
  document,
}: PrintJobRequest): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(0x0101, 0)
  head.writeUInt16BE(PRINT_JOB, 2)
  head.writeInt32BE(requestId, 4)
  return Buffer.concat([
    head,
    Buffer.from([TAG.operation]),
    attribute(TAG.charset, 'attributes-charset', 'utf-8'),
    attribute(TAG.language, 'attributes-natural-language', 'en'),
    attribute(TAG.uri, 'printer-uri', printerUri),
    attribute(TAG.name, 'requesting-user-name', userName),
    attribute(TAG.name, 'job-name', jobName),
    attribute(TAG.mime, 'document-format', format),
    Buffer.from([TAG.end]),
    document,
  ])
}

function attribute(tag: number, name: string, value: string): Buffer {
  const bytes = Buffer.from(tag === TAG.name ? cutToBytes(value, NAME_MAX) : value, 'utf8')
  const head = Buffer.alloc(3)
  head.writeUInt8(tag, 0)
  head.writeUInt16BE(name.length, 1)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length, 0)
  return Buffer.concat([head, Buffer.from(name, 'ascii'), length, bytes])
}

function cutToBytes(text: string, most: number): string {
  let cut = text
  while (Buffer.byteLength(cut) > most) cut = [...cut].slice(0, -1).join('')
  return cut
}

/** The status of an answer; undefined for what is no answer of a printer. */
export function readStatus(bytes: Uint8Array): number | undefined {
  if (bytes.length < 8) return undefined
  return new DataView(bytes.buffer, bytes.byteOffset).getUint16(2)
}

/** Up to here a printer has taken the job (RFC 8011, appendix B). */
export const LAST_SUCCESS = 0x00ff
