import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { httpErrors } from './http-errors.ts'

const LINES: Readonly<Record<string, { status: string; code: keyof typeof httpErrors }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', code: 'http.headers_too_large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', code: 'http.too_slow' },
}

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Answers what is no HTTP at all: there is no request yet, so the answer is written by hand. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, code } = LINES[error.code ?? ''] ?? { status: '400 Bad Request', code: 'http.malformed' }
  const body = problemFor(code, status.slice(4))
  const head = [
    `HTTP/1.1 ${status}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Answers whoever expects something of us that no server of ours does; Node would say it without a word. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { status } = httpErrors['http.expectation_failed']
  response.writeHead(status, { 'content-type': PROBLEM_TYPE, connection: 'close' })
  response.end(problemFor('http.expectation_failed', 'Expectation Failed'))
}

function problemFor(code: keyof typeof httpErrors, title: string): string {
  const { status, message } = httpErrors[code]
  const requestId = randomUUID()
  const type = `urn:stowage:error:${code}`
  return JSON.stringify({ type, title, status, detail: message, code, facts: {}, requestId })
}
