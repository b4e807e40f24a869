import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '../rates.ts'
import { logIn } from './caller.ts'

/** Who listens, to what, and what each reads again when he is told. */
export interface ViewerOrders {
  readonly url: string
  readonly topics: string
  /** Paths with the item of the window that they were seen at. */
  readonly reads: readonly string[]
  readonly item: string
  readonly viewers: readonly {
    readonly words: { readonly email: string; readonly password: string }
    /** The item that he looks at. */
    readonly item: string
  }[]
}

/** What they heard and read. */
export interface ViewerReport {
  readonly hints: number
  readonly reads: number
  /** From the hint until all was read again. */
  readonly readAgainMsP95: number
}

/** As the desk rests between two rounds. */
const REST_MS = 300

interface Hint {
  readonly ids: readonly string[] | null
}

const report = { hints: 0, reads: 0, times: [] as number[] }

// Viewers of the desk without windows: each has a connection of its own, and the rule of the desk for what is
// read again. Asked, they tell what they did; they end when their parent lets go of them.
process.once('message', async (message) => {
  const orders = message as ViewerOrders
  const words = [...new Map(orders.viewers.map((viewer) => [viewer.words.email, viewer.words])).values()]
  const cookies = new Map<string, string>()
  for (const one of words) cookies.set(one.email, (await logIn(orders.url, one)).cookie)
  const stands = orders.viewers.map((viewer) => listen(orders, cookies.get(viewer.words.email)!, viewer.item))
  await Promise.all(stands)
  process.send!('listening')
  process.on('message', () => {
    const { hints, reads, times } = report
    process.send!({ hints, reads, readAgainMsP95: percentile(times, 0.95) } satisfies ViewerReport)
  })
  process.once('disconnect', () => process.exit(0))
})

/** Resolves once the connection stands; what is heard on it is answered from then on. */
async function listen(orders: ViewerOrders, cookie: string, item: string): Promise<void> {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(`${orders.url}/api/v1/host/live?topics=${orders.topics}`, { headers })
  if (!answer.ok) throw new Error(`nobody listens: ${answer.status} ${await answer.text()}`)
  const isHis = ({ ids }: Hint) => ids === null || ids.includes(item)
  const reads = orders.reads.map((path) => orders.url + path.replaceAll(orders.item, item))
  void follow(answer.body!, isHis, async () => {
    await Promise.all(reads.map(async (read) => (await fetch(read, { headers })).arrayBuffer()))
    report.reads += reads.length
  })
}

/** Reads again what is stale, one round after the other, as the desk does. */
async function follow(
  body: ReadableStream<Uint8Array>,
  isHis: (hint: Hint) => boolean,
  readAgain: () => Promise<void>,
): Promise<void> {
  let isAtIt = false
  let isStale = false
  const work = async () => {
    isStale = true
    if (isAtIt) return
    isAtIt = true
    while (isStale) {
      isStale = false
      const started = performance.now()
      const rest = pause(REST_MS)
      await readAgain()
      report.times.push(performance.now() - started)
      await rest
    }
    isAtIt = false
  }
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split('\n\n')
    rest = events.pop()!
    for (const event of events) {
      const hint = /^event: hint\ndata: (.*)$/.exec(event)?.[1]
      if (hint === undefined) continue
      report.hints += 1
      if (isHis(JSON.parse(hint))) void work()
    }
  }
}
