import { setTimeout as pause } from 'node:timers/promises'
import type { PluginDeclaration, WorkerDeclaration } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Generation } from '../app.ts'
import { asCodeOf } from '../plugin-host/whose-code.ts'
import type { Background } from './background.ts'
import { keepPluginActors, pluginActor } from './plugin-actor.ts'

/** For so long workers are waited for when the node ends. */
const STOP_PATIENCE_MS = 3_000
const PAUSE_MS = { least: 1_000, most: 60_000 } as const

type Setting = Pick<Generation, 'kernel' | 'services'>

/**
 * Runs what plugins have going on in every node. One that throws, or ends by itself, begins again: after
 * a second at
 * first, and a minute at most.
 */
export async function runWorkers({ kernel, services }: Setting): Promise<Background> {
  const end = new AbortController()
  const having = kernel.plugins.filter(({ workers }) => workers !== undefined)
  if (having.length > 0) await keepPluginActors(kernel.database.background, having)
  const running = having.flatMap((plugin) =>
    Object.entries(plugin.workers!).map(([name, worker]) =>
      runAgainAndAgain({ kernel, services }, { plugin, name, worker, signal: end.signal }),
    ),
  )
  return {
    async stop() {
      end.abort()
      const patience = new AbortController()
      const late = pause(STOP_PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})
      await Promise.race([Promise.all(running), late])
      patience.abort()
    },
  }
}

interface Post {
  readonly plugin: PluginDeclaration
  readonly name: string
  readonly worker: WorkerDeclaration
  readonly signal: AbortSignal
}

async function runAgainAndAgain(
  { kernel, services }: Setting,
  { plugin, name, worker, signal }: Post,
): Promise<void> {
  const { database } = kernel
  const log = kernel.log.child({ plugin: plugin.name, worker: name }) as FastifyBaseLogger
  const site = { plugin: plugin.name, version: plugin.version, hook: `worker ${name}` }
  const actor = pluginActor(plugin)
  let rest: number = PAUSE_MS.least
  while (!signal.aborted) {
    const began = performance.now()
    try {
      await asCodeOf(site, () =>
        worker.run({
          actor,
          services,
          log,
          signal,
          transaction: (work) => database.background.transaction(work),
        }),
      )
    } catch (err) {
      if (!signal.aborted) log.error({ err }, 'a worker failed; it begins again')
    }
    if (performance.now() - began > PAUSE_MS.most) rest = PAUSE_MS.least
    await pause(rest, undefined, { signal }).catch(() => {})
    rest = Math.min(rest * 2, PAUSE_MS.most)
  }
}
