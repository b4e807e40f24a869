import { Worker } from 'node:worker_threads'
import { type PdfDefinition, type Renderer, refuse } from '@stowage/sdk'
import { checkDefinition } from './checked-definition.ts'

const MAXIMUM_PAGES = 500
const MAXIMUM_AT_ONCE = 2
const MAXIMUM_WAITING = 50
const MEMORY_MB = 512
const WORKER = new URL(import.meta.url.replace(/renderer\.(ts|js)$/, 'render-worker.$1'))

/** How long a document may take; a test sets less. */
export interface RenderLimits {
  readonly timeoutMs: number
  readonly maximumPages: number
}

let underWay = 0
const waiting: (() => void)[] = []

/**
 * Makes PDFs by pdfmake, each on a thread of its own with bounded time and memory: laying out is work
 * without a pause, which would stop every request of the node.
 */
export function createRenderer({
  timeoutMs = 30_000,
  maximumPages = MAXIMUM_PAGES,
}: Partial<RenderLimits> = {}): Renderer {
  return {
    async pdf(definition) {
      checkDefinition(definition)
      await takeTurn()
      try {
        const { pages, bytes } = await runWorker(definition, { timeoutMs, maximumPages })
        if (pages > maximumPages) throw refuse('host.render_too_long', { maximumPages })
        return bytes
      } finally {
        underWay--
        waiting.shift()?.()
      }
    },
  }
}

async function takeTurn(): Promise<void> {
  if (underWay >= MAXIMUM_AT_ONCE) {
    if (waiting.length >= MAXIMUM_WAITING) throw refuse('host.render_busy')
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push(resolve)
    await promise
  }
  underWay++
}

interface Made {
  readonly pages: number
  readonly bytes: Uint8Array
}

async function runWorker(
  definition: PdfDefinition,
  { timeoutMs, maximumPages }: RenderLimits,
): Promise<Made> {
  const { promise, resolve, reject } = Promise.withResolvers<Made>()
  const worker = new Worker(WORKER, {
    workerData: { definition, maximumPages },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // The thread knows nothing of the process: not its environment, its arguments, or what was loaded into
    // it.
    env: {},
    argv: [],
    execArgv: [],
  })
  const giveUp = () => reject(refuse('host.render_timeout', { seconds: timeoutMs / 1000 }))
  const timer = setTimeout(giveUp, timeoutMs)
  worker.once('message', resolve)
  worker.once('error', (error: NodeJS.ErrnoException) => {
    const isTooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    const problem = isTooLarge ? 'it takes too much memory' : error.message.slice(0, 200).replace(/\.$/, '')
    reject(refuse('host.render_invalid', { problem }))
  })
  worker.once('exit', () => reject(refuse('host.render_invalid', { problem: 'its thread ended' })))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
