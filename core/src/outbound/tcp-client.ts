import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import { refuse, type TcpClient, type TcpMessage } from '@stowage/sdk'
import { addressKind } from './address-kind.ts'
import type { TargetCheck } from './checked-target.ts'
import { type ClientOptions, orAborted, refusalOf } from './http-client.ts'
import { checkedHost } from './target.service.ts'

const TIMEOUT_MS = { usual: 10_000, most: 60_000 } as const
/** Some devices keep a connection open after they have taken everything; nobody waits longer for its end. */
const LINGER_MS = 2_000

/**
 * Makes the one client for devices: every machine behind a name is judged, an administrator has named host
 * and port together, and the connection goes to the address that was judged.
 */
export function createTcpClient(options: ClientOptions): TcpClient {
  return {
    async send(message) {
      const timeoutMs = Math.min(message.timeoutMs ?? TIMEOUT_MS.usual, TIMEOUT_MS.most)
      const signal = AbortSignal.any([
        AbortSignal.timeout(timeoutMs),
        ...(message.signal === undefined ? [] : [message.signal]),
      ])
      const told = { host: message.host, port: message.port, bytes: message.bytes.length }
      try {
        const address = await orAborted(signal, checkedAddress(message, options))
        await deliver(address, message, signal)
        options.log.info(told, 'sent to a device')
      } catch (error) {
        const refusal = refusalOf(error, { signal, host: message.host, timeoutMs })
        const cause = (error as Error).message
        options.log.info({ ...told, code: refusal.code, cause }, 'could not send to a device')
        throw refusal
      }
    },
    async check(host) {
      await machinesBehind(checkedHost(host), options)
    },
  }
}

interface Machine {
  readonly address: string
  readonly family: number
}

async function checkedAddress({ host: text, port }: TcpMessage, check: TargetCheck): Promise<Machine> {
  const host = checkedHost(text)
  const found = await machinesBehind(host, check)
  if (found.length === 0) throw refuse('host.http_name_unknown', { host })
  const rows = await check.allowed(host)
  if (!rows.some((row) => row.port === port)) throw refuse('host.tcp_not_allowed', { host, port })
  return found[0]!
}

/** Every machine that a name stands for; one that is never connected to refuses all. */
async function machinesBehind(host: string, { resolve }: TargetCheck): Promise<readonly Machine[]> {
  const found = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await resolve(host).catch(() => [])
  if (found.some(({ address }) => addressKind(address) === 'never'))
    throw refuse('host.target_never', { host })
  return found
}

async function deliver(
  { address, family }: { readonly address: string; readonly family: number },
  { port, bytes }: TcpMessage,
  signal: AbortSignal,
): Promise<void> {
  const socket = connect({ host: address, port, family, autoSelectFamily: false })
  const giveUp = () => socket.destroy(signal.reason as Error)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await once(socket, 'connect', { signal })
    // What a device answers is of no interest, but unread it would keep the connection from closing.
    socket.resume()
    socket.end(bytes)
    await taken(socket)
  } finally {
    signal.removeEventListener('abort', giveUp)
    socket.destroy()
  }
}

/** Once the last byte has left, the other side closes; whoever keeps it open has taken it as well. */
async function taken(socket: Socket): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let timer: NodeJS.Timeout | undefined
  socket.once('finish', () => {
    timer = setTimeout(resolve, LINGER_MS)
  })
  socket.once('error', reject)
  socket.once('close', () => (socket.writableFinished ? resolve() : reject(new Error('closed too early'))))
  try {
    await promise
  } finally {
    clearTimeout(timer)
  }
}
