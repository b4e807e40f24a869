import { type HttpClient, refuse, type TcpClient } from '@stowage/sdk'
import { LAST_SUCCESS, readStatus, writePrintJob } from './ipp-message.ts'
import type { PrinterRow } from './printer-row.ts'

/** How long a printer may take; while it has no paper it takes nothing. */
const TIMEOUT_MS = 20_000

/** What is sent. */
export interface Sending {
  readonly number: number
  readonly title: string
  readonly userName: string
  readonly language: 'zpl' | 'pdf'
  readonly content: Uint8Array
  readonly signal: AbortSignal
}

const MEDIA_TYPE = { pdf: 'application/pdf', zpl: 'application/octet-stream' } as const

/**
 * Sends a job to its printer, and comes back when the printer has taken it.
 * @throws whatever the clients refuse, and `labels.printer_refused` for what the printer says
 */
export async function sendToPrinter(
  printer: PrinterRow,
  sending: Sending,
  { tcp, http }: { readonly tcp: TcpClient; readonly http: HttpClient },
): Promise<void> {
  const host = printer.host!
  const { content: bytes, signal } = sending
  if (printer.connection === 'raw') {
    return tcp.send({ host, port: printer.port ?? 9100, bytes, timeoutMs: TIMEOUT_MS, signal })
  }
  const scheme = printer.is_encrypted ? 's' : ''
  const name = host.includes(':') ? `[${host}]` : host
  const place = `${name}:${printer.port ?? 631}${printer.path ?? '/ipp/print'}`
  const { status, bytes: answer } = await http.request({
    url: `http${scheme}://${place}`,
    method: 'POST',
    headers: { 'content-type': 'application/ipp' },
    body: writePrintJob({
      printerUri: `ipp${scheme}://${place}`,
      requestId: sending.number % 0x7fffffff || 1,
      jobName: sending.title,
      userName: sending.userName,
      format: MEDIA_TYPE[sending.language],
      document: bytes,
    }),
    timeoutMs: TIMEOUT_MS,
    signal,
  })
  const said = status === 200 ? readStatus(answer) : undefined
  if (said === undefined)
    throw refuse('labels.printer_refused', { printer: printer.name, answer: `HTTP ${status}` })
  if (said > LAST_SUCCESS) {
    const answer = `IPP 0x${said.toString(16).padStart(4, '0')}`
    throw refuse('labels.printer_refused', { printer: printer.name, answer })
  }
}
