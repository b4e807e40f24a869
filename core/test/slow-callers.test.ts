import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { Extension, PATIENCE, type Patience, Switchboard } from '../src/plugin-host/switchboard.ts'

/** A switchboard whose every answer is the length of what it was sent. */
async function startBoard(t: Test, patience: Partial<Patience>) {
  const extension = new Extension((request, response) => {
    let length = 0
    request.on('data', (chunk) => {
      length += chunk.length
    })
    request.on('end', () => response.end(String(length)))
  })
  const board = new Switchboard(extension, { ...PATIENCE, ...patience })
  const url = await board.listen('127.0.0.1', 0)
  const sockets: Socket[] = []
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    await board.close()
  })
  const open = (count: number, text: string) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1')
        sockets.push(socket)
        let said = ''
        socket.setEncoding('utf8').on('data', (piece) => {
          said += piece
        })
        socket.on('error', () => {})
        await once(socket, 'connect')
        socket.write(text)
        return { socket, answer: once(socket, 'close').then(() => said) }
      }),
    )
  return { url, open }
}

const HEAD = 'POST / HTTP/1.1\r\nHost: stock.example.com\r\n'
const BODY = `${HEAD}Content-Length: 1000\r\n\r\n`

/** Sends a byte now and then, for as long as anybody listens. */
async function drip(sockets: readonly Socket[], byte: string): Promise<void> {
  while (sockets.some((socket) => !socket.destroyed)) {
    for (const socket of sockets) if (!socket.destroyed) socket.write(byte)
    await pause(50)
  }
}

t.test('callers who say nothing, or ever so slowly, hold nobody up and are ended', async (t) => {
  const { url, open } = await startBoard(t, { headersMs: 1_000, requestMs: 1_500, lookMs: 100 })
  const silent = await open(200, '')
  const heads = await open(200, HEAD)
  const bodies = await open(200, BODY)
  const dripping = [
    drip(
      heads.map(({ socket }) => socket),
      'X',
    ),
    drip(
      bodies.map(({ socket }) => socket),
      'x',
    ),
  ]
  for (let n = 0; n < 20; n += 1) {
    const answer = await fetch(url, { method: 'POST', body: 'abc', signal: AbortSignal.timeout(5_000) })
    t.equal(await answer.text(), '3', 'somebody else is answered meanwhile')
  }
  for (const { answer } of heads) t.match(await answer, /408 Request Timeout.*http\.too_slow/s)
  for (const { answer } of bodies) t.match(await answer, /408 Request Timeout.*http\.too_slow/s)
  for (const { answer } of silent) await answer
  await Promise.all(dripping)
  t.pass('all of them were ended')
})

t.test('whoever opens ever more connections and asks for nothing loses his oldest', async (t) => {
  const { url, open } = await startBoard(t, { quietConnections: 50 })
  const [asking] = await open(1, BODY)
  const first = await open(40, '')
  await open(60, '')
  await Promise.all(first.map(({ answer }) => answer))
  t.equal(await (await fetch(url, { method: 'POST', body: 'ab' })).text(), '2')
  t.notOk(asking!.socket.destroyed, 'who has asked is none of them')
})
