import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { asked } from './rounds.ts'

/** A soak has no mercy; in the suite the servers that start again need a share of the machine, too. */
const CLIENTS = asked ? 16 : 5
/** Each switch replays all that was posted: without rest a hundred of them would do little else. */
const REST_MS = asked?.toggles ? 250 : asked ? 0 : 10
const BATCH = 4
const RETRY_MS = 25
const GIVE_UP_MS = asked ? 120_000 : 60_000
/** More than all clients together can have in flight, so that some were sent after the blow. */
const ENOUGH = 2.5 * CLIENTS * BATCH

/** Where the clients post, and as whom. */
export interface Target {
  readonly url: string
  readonly cookie: string
  readonly item: string
  readonly from: string
  readonly to: string
  /** Another server: each command is sent to both at once, and once more when it was answered. */
  readonly twin?: string
}

/** What clients were told. */
export interface Told {
  /** Every document that was sent, acknowledged or not, by its number. */
  readonly sent: ReadonlySet<string>
  /** Documents that were acknowledged, with the movement's id. */
  readonly acknowledged: ReadonlyMap<string, string>
  /** Answers that no client should ever get. */
  readonly strange: readonly string[]
}

/** Clients that post until they are stopped. */
export interface Load {
  /** How many movements were acknowledged so far. */
  count(): number
  stop(): Promise<Told>
  /** Ends at once, answered or not: the test has failed. */
  abandon(): void
}

/**
 * Clients who each post small batches of one piece, one at a time: at any moment some are on their way. A
 * batch that gets no answer, or one that says "later", is sent again with the same key until it is answered:
 * what every careful client does.
 */
export function startClients(target: Target): Load {
  const sent = new Set<string>()
  const acknowledged = new Map<string, string>()
  const strange: string[] = []
  let isStopping = false
  const end = new AbortController()

  const client = async () => {
    while (!isStopping) {
      const documents = Array.from({ length: BATCH }, () => randomUUID())
      for (const document of documents) sent.add(document)
      const outcomes = await postUntilAnswered({ target, documents, strange, signal: end.signal })
      outcomes.forEach((outcome, index) => {
        if (outcome.status === 'posted') acknowledged.set(documents[index]!, outcome.id)
        else strange.push(JSON.stringify(outcome))
      })
      await pause(REST_MS)
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  return {
    count: () => acknowledged.size,
    async stop() {
      isStopping = true
      await Promise.all(clients)
      return { sent, acknowledged, strange }
    },
    abandon() {
      isStopping = true
      end.abort()
    },
  }
}

/** Waits for acknowledgements that came after this moment, so that the next blow falls into work. */
export async function acknowledgedMore(load: Load): Promise<void> {
  const before = load.count()
  for (const until = Date.now() + 60_000; load.count() < before + ENOUGH; await pause(5)) {
    if (Date.now() > until) throw new Error('nothing is acknowledged any more')
  }
  await pause(Math.random() * 50)
}

interface Outcome {
  readonly status: string
  readonly id: string
}

interface Batch {
  readonly target: Target
  readonly documents: string[]
  readonly strange: string[]
  readonly signal: AbortSignal
}

async function postUntilAnswered(batch: Batch): Promise<Outcome[]> {
  const { target, strange, signal } = batch
  for (const until = Date.now() + GIVE_UP_MS; Date.now() < until && !signal.aborted; await pause(RETRY_MS)) {
    const tries = [target.url, target.twin].flatMap((url) => (url === undefined ? [] : [post(url, batch)]))
    const [answer, twin] = (await Promise.all(tries)).filter((one) => one !== undefined)
    if (answer === undefined) continue
    if (target.twin === undefined) return answer.outcomes
    const again = await post(target.twin, batch)
    const others = [twin, again].filter((one) => one !== undefined)
    if (others.some(({ outcomes }) => !isDeepStrictEqual(outcomes, answer.outcomes)))
      strange.push('another answer for the same command')
    if (again?.replayed === false) strange.push('a command that was answered before came to pass again')
    return answer.outcomes
  }
  if (!signal.aborted) strange.push(`no answer for ${GIVE_UP_MS} ms`)
  return []
}

interface Answer {
  readonly outcomes: Outcome[]
  readonly replayed: boolean
}

/** @returns nothing where there was no answer, or one that says "later" */
async function post(url: string, { target, documents, strange, signal }: Batch): Promise<Answer | undefined> {
  const { cookie, item, from, to } = target
  const lines = [{ item, quantity: 1, from: { location: from }, to: { location: to } }]
  const movements = documents.map((id) => ({ kind: 'receipt', source: { type: 'fault', id }, lines }))
  const request = {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', cookie, origin: url, 'idempotency-key': documents[0]! },
    body: JSON.stringify({ mode: 'each', movements }),
  }
  const answer = await fetch(`${url}/api/v1/ledger/movements`, request).catch(() => undefined)
  const text = await answer?.text().catch(() => undefined)
  if (answer?.status === 200 && text !== undefined) return JSON.parse(text)
  if (answer !== undefined && answer.status !== 503) strange.push(`${answer.status} ${text}`)
  return undefined
}
