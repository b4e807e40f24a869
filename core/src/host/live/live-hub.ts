import { PassThrough, type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, refuse } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { NIL_ID } from '../../database/ids.ts'
import type { Happening, HappeningReader, News } from './happenings.ts'

/** What a screen is told: that rows of a topic changed. It reads them again under its own rights. */
export interface Hint {
  readonly topic: string
  /** Which rows; null when they are too many to be named. */
  readonly ids: readonly string[] | null
  /** How far the ledger goes, in the public order. */
  readonly position: number
}

/** Who listens, and to what. */
export interface Listening {
  readonly who: string
  readonly topics: readonly string[]
  /** His rights by these topics as they are at this moment; undefined once he may not listen any more. */
  rights(topics: readonly string[]): Promise<ReadonlyMap<string, Actor> | undefined>
}

/** How often it is looked what happened. */
const LOOK_MS = 100
/** At most four hints a second a topic. */
const REST_MS = 250
const PAUSE_AFTER_FAILURE_MS = 2_000
/** Also without news it is looked whether a listener may still listen, and proxies see life. */
const BEAT_MS = 5_000
const IDS_MAX = 200
const PENDING_MAX = 10_000
const STREAMS_MAX = 1_000
const STREAMS_OF_ONE_MAX = 20
/** When a browser comes again after its stream has ended. */
const RETRY_MS = 1_000
/** How the topics begin that decide who may listen. */
const RIGHTS = 'access.'

interface Stream extends Listening {
  readonly out: PassThrough
  /** What was not sent yet; too much of it is everything. */
  pending: Happening[]
  isEverything: boolean
  /** Somebody's rights changed since it was looked whether he may listen. */
  isInDoubt: boolean
  sentAt: number
  isBusy: boolean
}

/**
 * The listeners of one node. While there are any, it looks ten times a second for what happened anywhere,
 * and passes on to each what he may know of. Hints are never kept: whoever was away reads everything again.
 */
export class LiveHub {
  readonly #makeReader: () => HappeningReader
  readonly #log: FastifyBaseLogger
  readonly #streams = new Set<Stream>()
  #position = 0
  /** The first look of those that go on now; undefined while nobody listens. */
  #firstLook: Promise<void> | undefined
  #hasEnded = false

  constructor(makeReader: () => HappeningReader, log: FastifyBaseLogger) {
    this.#makeReader = makeReader
    this.#log = log
  }

  /**
   * The stream of a listener, in the form of server-sent events. Once it is there, all that happens from then
   * on is told.
   * @throws DomainError `host.live_full`; what PostgreSQL threw, when it cannot be read
   */
  async listen(listening: Listening): Promise<Readable> {
    const mine = [...this.#streams].filter(({ who }) => who === listening.who).length
    if (this.#hasEnded || this.#streams.size >= STREAMS_MAX || mine >= STREAMS_OF_ONE_MAX) {
      throw refuse('host.live_full', { most: STREAMS_OF_ONE_MAX })
    }
    const out = new PassThrough()
    const stream: Stream = { ...listening, out, ...nothingPending(), isBusy: false }
    out.on('error', () => {})
    out.on('close', () => this.#streams.delete(stream))
    out.write(`retry: ${RETRY_MS}\n\n`)
    this.#streams.add(stream)
    try {
      await this.#look()
    } catch (error) {
      this.#streams.delete(stream)
      throw error
    }
    return out
  }

  /** Ends all streams; browsers come again, and find the set of plugins that serves then. */
  end(): void {
    this.#hasEnded = true
    for (const { out } of this.#streams) out.end()
  }

  /** Resolves once the first look is over, from which on there is news. */
  #look(): Promise<void> {
    if (this.#firstLook !== undefined) return this.#firstLook
    const reader = this.#makeReader()
    const firstLook = reader.read().then(({ position }) => {
      this.#position = position
    })
    this.#firstLook = firstLook
    firstLook
      .then(() => this.#goOn(reader))
      .catch(() => {})
      .finally(() => {
        this.#firstLook = undefined
      })
    return firstLook
  }

  async #goOn(reader: HappeningReader): Promise<void> {
    let isFailing = false
    while (this.#streams.size > 0 && !this.#hasEnded) {
      await pause(isFailing ? PAUSE_AFTER_FAILURE_MS : LOOK_MS)
      try {
        const news = await reader.read()
        this.#position = news.position
        for (const stream of this.#streams) void this.#tell(stream, news)
        isFailing = false
      } catch (err) {
        if (!isFailing) this.#log.error({ err }, 'live hints could not be read; tried again until they can')
        isFailing = true
      }
    }
  }

  /** A slow listener gets what came together meanwhile as one. */
  async #tell(stream: Stream, news: News): Promise<void> {
    keep(stream, news)
    const isDue = stream.isEverything || stream.isInDoubt || stream.pending.length > 0
    if (Date.now() - stream.sentAt < (isDue ? REST_MS : BEAT_MS)) return
    if (stream.isBusy || stream.out.writableNeedDrain) return
    stream.isBusy = true
    try {
      await this.#send(stream)
    } catch (err) {
      this.#log.warn({ err }, 'a listener was left alone')
      stream.out.end()
    }
    stream.isBusy = false
  }

  /** His rights are asked for anew each time: what he may not see any more he is not told. */
  async #send(stream: Stream): Promise<void> {
    const { pending, isEverything, topics, out } = stream
    Object.assign(stream, nothingPending())
    const byTopic = Map.groupBy(pending, ({ topic }) => topic)
    const concerned = isEverything ? topics : topics.filter((topic) => byTopic.has(topic))
    // Without news it is only looked whether he may still listen.
    const rights = await stream.rights(concerned.length === 0 ? topics.slice(0, 1) : concerned)
    if (rights === undefined) {
      out.end()
      return
    }
    const hints = concerned.flatMap((topic) => {
      const may = rights.get(topic)
      const told = may && byTopic.get(topic)?.filter((happening) => mayHear(may, happening))
      if (may === undefined || !(isEverything || told?.length)) return []
      return { topic, ids: isEverything ? null : idsOf(told!), position: this.#position }
    })
    out.write(hints.length === 0 ? ': \n\n' : hints.map(eventOf).join(''))
  }
}

function nothingPending(): Pick<Stream, 'pending' | 'isEverything' | 'isInDoubt' | 'sentAt'> {
  return { pending: [], isEverything: false, isInDoubt: false, sentAt: Date.now() }
}

function keep(stream: Stream, { happenings, isTooMuch }: News): void {
  const theirs = happenings.filter(({ topic }) => stream.topics.includes(topic))
  stream.pending.push(...theirs)
  // A user, a role, a key, a session: whose stream it is may be out by now.
  if (happenings.some(({ topic }) => topic.startsWith(RIGHTS))) stream.isInDoubt = true
  if (!isTooMuch && stream.pending.length <= PENDING_MAX) return
  stream.isEverything = true
  stream.pending = []
}

function mayHear({ owners, sites }: Actor, { owner, site }: Happening): boolean {
  const isHis = owners === 'all' || owners.includes(owner)
  return isHis && (sites === 'all' || (site !== null && sites.includes(site)))
}

function idsOf(happenings: readonly Happening[]): string[] | null {
  const ids = new Set(happenings.flatMap(({ ids }) => ids))
  ids.delete(NIL_ID)
  return ids.size > IDS_MAX ? null : [...ids]
}

function eventOf(hint: Hint): string {
  return `event: hint\ndata: ${JSON.stringify(hint)}\n\n`
}
