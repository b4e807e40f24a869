import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A place that speaks as PostgreSQL does, and is a pooler. */
export interface Pooler {
  readonly port: number
  close(): Promise<void>
}

/** What it does that PostgreSQL itself would not. */
export interface PoolerHabits {
  /** Each transaction of whichever client goes to one server; else each client has a server of its own. */
  readonly handsOn?: boolean
  /** It refuses settings of a session, instead of dropping them. */
  readonly refusesOptions?: boolean
}

const SSL_REQUEST = 80_877_103

/**
 * Starts as much of a pooler as a client notices that comes, asks and goes: it answers the start of a
 * session by itself, as PgBouncer does, hands on queries, and gives each answer to who asked. The server
 * lets everybody in.
 */
export async function startPooler(server: URL, habits: PoolerHabits): Promise<Pooler> {
  const sockets = new Set<Socket>()
  const open = async () => {
    const line = connect(Number(server.port), server.hostname)
    sockets.add(line)
    line.write(startOf({ user: server.username, database: server.pathname.slice(1) }))
    const [greeting] = await untilReady(line)
    return { line, greeting: greeting! }
  }
  const common = habits.handsOn ? open() : undefined
  let turn: Promise<unknown> = Promise.resolve()
  const listener = createServer((client) => {
    sockets.add(client)
    client.on('error', () => {})
    void serve(client, { habits, server: common ?? open(), inTurn: (work) => (turn = turn.then(work, work)) })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => listener.close(() => resolve()))
    },
  }
}

interface Serving {
  readonly habits: PoolerHabits
  readonly server: Promise<{ line: Socket; greeting: Buffer }>
  readonly inTurn: (work: () => Promise<unknown>) => void
}

async function serve(client: Socket, { habits, server, inTurn }: Serving): Promise<void> {
  const { line, greeting } = await server
  let isIn = false
  let pending = Buffer.alloc(0)
  client.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes])
    for (;;) {
      const length = pending.length < 5 ? Number.POSITIVE_INFINITY : pending.readUInt32BE(isIn ? 1 : 0)
      const end = length + (isIn ? 1 : 0)
      if (pending.length < end) return
      const message = pending.subarray(0, end)
      pending = pending.subarray(end)
      if (isIn) inTurn(() => pass(message, { client, line }))
      else if (message.readUInt32BE(4) === SSL_REQUEST) client.write('N')
      else if (habits.refusesOptions && message.includes('options\0')) client.end(refusal())
      else {
        isIn = true
        client.write(greeting)
      }
    }
  })
}

/** Hands one query on, and its answer back; a client that goes does not end the server's session. */
async function pass(message: Buffer, { client, line }: { client: Socket; line: Socket }): Promise<void> {
  if (message[0] === 'X'.charCodeAt(0)) return
  line.write(message)
  const [answer] = await untilReady(line)
  client.write(answer!)
}

/** Reads until the server waits for the next query: the last of its messages is Z with one byte. */
function untilReady(line: Socket): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    let all = Buffer.alloc(0)
    const take = (bytes: Buffer) => {
      all = Buffer.concat([all, bytes])
      if (all.length < 6 || all.toString('latin1', all.length - 6, all.length - 1) !== 'Z\0\0\0\u0005') return
      line.off('data', take)
      resolve([all])
    }
    line.on('data', take)
    line.once('error', reject)
  })
}

function startOf(words: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(words).flat().join('\0')
  const body = Buffer.from(`\0\u0003\0\0${text}\0\0`, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([length, body])
}

function refusal(): Buffer {
  const body = Buffer.from('SFATAL\0C08P01\0Munsupported startup parameter: options\0\0')
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
