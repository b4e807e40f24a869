import type { PluginDeclaration } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { AppOptions, Generation } from '../../app.ts'
import type { PluginRuntime } from '../../plugin-host/plugin-runtime.ts'
import { Extension } from '../../plugin-host/switchboard.ts'
import type { PluginSet } from './plugin-set.ts'

/** Composes one set. */
export type Build = (
  options: Pick<AppOptions, 'set' | 'runtime' | 'onHandler' | 'isTrial'>,
) => Promise<Generation>

/** One set of plugins that serves, or could. */
export interface Serving {
  readonly set: PluginSet
  readonly generation: Generation
  /** Takes its requests. */
  readonly extension: Extension
  /** Aborted when another set is put in its place. */
  readonly retire: AbortController
}

/**
 * Makes a set.
 * @param facade what it may ask of its node, which need not stand before the set serves
 * @throws HostError
 */
export async function makeServing(
  build: Build,
  set: PluginSet,
  facade: (retire: AbortController) => PluginRuntime,
): Promise<Serving> {
  const retire = new AbortController()
  let extension: Extension | undefined
  const generation = await build({
    set,
    runtime: lazily(() => facade(retire), retire.signal),
    onHandler: (handler) => {
      extension = new Extension(handler)
    },
  })
  return { set, generation, extension: extension!, retire }
}

/** The first set is made before its node stands; nothing of it asks before it serves. */
function lazily(facade: () => PluginRuntime, retired: AbortSignal): PluginRuntime {
  return {
    retired,
    successor: (epoch) => facade().successor(epoch),
    catalog: () => facade().catalog(),
    change: (order) => facade().change(order),
    remove: (order) => facade().remove(order),
    hookFailed: (failure) => facade().hookFailed(failure),
    tryOut: (name) => facade().tryOut(name),
  }
}

/** Lets a set that was replaced answer what it has, and closes it. */
export async function retire(old: Serving, extension: Extension, log: FastifyBaseLogger): Promise<void> {
  old.retire.abort()
  const left = await extension.drained()
  if (left > 0) log.warn({ left }, 'a set of plugins was closed with answers under way')
  await old.generation.app.close().catch((err) => log.error({ err }, 'a set of plugins did not close'))
}

/** Whether two sets have the same plugins. */
export function isSameSet(one: PluginSet, other: PluginSet): boolean {
  const names = ({ plugins }: PluginSet) => plugins.map(({ name }) => name).join()
  return names(one) === names(other)
}

/** The plugins of a set beside core's own. */
export function enabledNames({ plugins }: PluginSet, core: readonly PluginDeclaration[]): string[] {
  const inCore = new Set(core.map(({ name }) => name))
  return plugins.flatMap(({ name }) => (inCore.has(name) ? [] : name))
}
