import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const PATIENCE_MS = 30_000
const TOLD = 12

/** What came over the wire. */
export interface WireCount {
  readonly bytes: number
  readonly requests: number
  /** The largest of them, with their bytes. */
  readonly largest: readonly string[]
}

interface Wired {
  readonly path: string
  readonly askedAt: number
  /** A stream never ends: what is counted of it is its head. */
  readonly isStream: boolean
  bytes: number
  hasEnded: boolean
}

/**
 * Counts a page's requests as the browser's own network log has them: bytes on the wire, headers included,
 * as they were encoded.
 * @returns tells the sum of all that was asked for until an instant of the machine's clock
 */
export async function countWire(page: Page): Promise<(until: number) => Promise<WireCount>> {
  const session = await page.context().newCDPSession(page)
  const wired = new Map<string, Wired>()
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: false })
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime, type }) => {
    if (!request.url.startsWith('http')) return
    const path = new URL(request.url).pathname
    const isStream = type === 'EventSource' || path.endsWith('/host/live')
    wired.set(requestId, { path, askedAt: wallTime * 1000, isStream, bytes: 0, hasEnded: false })
  })
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const one = wired.get(requestId)
    if (one !== undefined) one.bytes = Math.max(one.bytes, response.encodedDataLength)
  })
  const end = (requestId: string, bytes: number) => {
    const one = wired.get(requestId)
    if (one === undefined) return
    one.bytes = Math.max(one.bytes, bytes)
    one.hasEnded = true
  }
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    end(requestId, encodedDataLength),
  )
  session.on('Network.loadingFailed', ({ requestId }) => end(requestId, 0))
  return async (until) => {
    const counted = [...wired.values()].filter(({ askedAt }) => askedAt <= until)
    for (const late = Date.now() + PATIENCE_MS; Date.now() < late; await pause(20))
      if (counted.every(({ hasEnded, isStream }) => hasEnded || isStream)) break
    const largest = counted.toSorted((a, b) => b.bytes - a.bytes).slice(0, TOLD)
    return {
      bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
      requests: counted.length,
      largest: largest.map(({ path, bytes }) => `${path} ${bytes}`),
    }
  }
}
