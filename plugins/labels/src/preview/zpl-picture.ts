import { Worker } from 'node:worker_threads'
import { refuse } from '@stowage/sdk'

/** What one picture is made of. */
export interface PictureWish {
  readonly zpl: string
  /** Millimetres. */
  readonly width: number
  readonly height: number
  readonly resolution: number
}

const TIMEOUT_MS = 15_000
const MOST_WAITING = 20
const MEMORY_MB = 512
const THREAD = new URL(import.meta.url.replace(/zpl-picture\.(ts|js)$/, 'zpl-picture-thread.$1'))

let thread: Worker | undefined
let waiting = 0
let turn: Promise<unknown> = Promise.resolve()

/**
 * Shows what a printer makes of ZPL: a PNG by an emulator of such printers, on a thread of its own, one
 * picture after the other.
 * @throws `labels.preview_busy`, `labels.preview_failed`
 */
export async function pictureOf(wish: PictureWish): Promise<Uint8Array> {
  if (waiting >= MOST_WAITING) throw refuse('labels.preview_busy')
  waiting += 1
  const mine = turn.then(() => askThread(wish))
  turn = mine.catch(() => {})
  try {
    return await mine
  } finally {
    waiting -= 1
  }
}

async function askThread(wish: PictureWish): Promise<Uint8Array> {
  thread ??= startThread()
  const asked = thread
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const answer = ({ png, problem }: { png?: Uint8Array; problem?: string }) =>
    png === undefined ? reject(refuse('labels.preview_failed', { fault: problem })) : resolve(png)
  const fail = (error: Error) =>
    reject(refuse('labels.preview_failed', { fault: error.message.slice(0, 200) }))
  const timer = setTimeout(() => fail(new Error('it took too long')), TIMEOUT_MS)
  asked.once('message', answer).once('error', fail)
  asked.ref()
  asked.postMessage(wish)
  try {
    return await promise
  } catch (error) {
    // Whatever state it is in, the next picture gets a fresh one.
    thread = undefined
    await asked.terminate()
    throw error
  } finally {
    clearTimeout(timer)
    asked.off('message', answer).off('error', fail)
    // A thread that waits keeps no process alive.
    asked.unref()
  }
}

function startThread(): Worker {
  const started = new Worker(THREAD, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    argv: [],
    execArgv: [],
  })
  started.on('exit', () => {
    if (thread === started) thread = undefined
  })
  return started
}
