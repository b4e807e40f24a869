import type { Socket } from 'node:net'
import { httpErrors } from './http-errors.ts'

const LINES: Readonly<Record<string, { status: string; code: keyof typeof httpErrors }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', code: 'http.headers_too_large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', code: 'http.too_slow' },
}

/** Answers what is no HTTP at all: there is no request yet, so the answer is written by hand. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, code } = LINES[error.code ?? ''] ?? { status: '400 Bad Request', code: 'http.malformed' }
  const body = JSON.stringify({
    type: `urn:stowage:error:${code}`,
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    detail: httpErrors[code].message,
    code,
    facts: {},
  })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
