import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { atEnd, type TestScope } from '@stowage/sdk/testing'

/** A printer on a port of this machine. */
export interface FakePrinter {
  readonly port: number
  /** What it took, a connection each. */
  readonly taken: Buffer[]
  /** Takes nothing more, as if it were switched off. */
  switchOff(): Promise<void>
}

/** A printer that takes bytes as port 9100 does. */
export async function rawPrinter(t: TestScope, { port = 0 } = {}): Promise<FakePrinter> {
  const taken: Buffer[] = []
  const server = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('end', () => {
      taken.push(Buffer.concat(chunks))
      socket.end()
    })
  })
  return { taken, ...(await listening(t, server, port)) }
}

/** One job as a printer that speaks IPP reads it. */
export interface IppJob {
  readonly operation: number
  readonly attributes: Readonly<Record<string, string>>
  readonly document: Buffer
}

/** A printer that speaks IPP over http, and answers with a status. */
export async function ippPrinter(t: TestScope, status: () => number) {
  const jobs: IppJob[] = []
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      if (request.headers['content-type'] === 'application/ipp') jobs.push(readIpp(bytes))
      const answer = Buffer.alloc(9)
      answer.writeUInt16BE(0x0101, 0)
      answer.writeUInt16BE(status(), 2)
      answer.writeInt32BE(bytes.readInt32BE(4), 4)
      answer.writeUInt8(0x03, 8)
      response.setHeader('content-type', 'application/ipp')
      response.end(answer)
    })
  })
  return { jobs, ...(await listening(t, server, 0)) }
}

/** Reads attributes of one value, up to the end tag; what follows is the document (RFC 8010, 3.1). */
function readIpp(bytes: Buffer): IppJob {
  const attributes: Record<string, string> = {}
  let at = 8
  while (bytes[at] !== 0x03) {
    if (bytes[at]! < 0x10) {
      at += 1
      continue
    }
    const nameLength = bytes.readUInt16BE(at + 1)
    const name = bytes.toString('utf8', at + 3, at + 3 + nameLength)
    const valueLength = bytes.readUInt16BE(at + 3 + nameLength)
    const value = at + 5 + nameLength
    attributes[name] = bytes.toString('utf8', value, value + valueLength)
    at = value + valueLength
  }
  return { operation: bytes.readUInt16BE(2), attributes, document: bytes.subarray(at + 1) }
}

async function listening(t: TestScope, server: Server, port: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', resolve)
  await promise
  const switchOff = async () => {
    if (!server.listening) return
    const { promise: closed, resolve: done } = Promise.withResolvers<void>()
    server.close(() => done())
    if ('closeAllConnections' in server) (server as { closeAllConnections(): void }).closeAllConnections()
    await closed
  }
  atEnd(t, switchOff)
  return { port: (server.address() as AddressInfo).port, switchOff }
}
