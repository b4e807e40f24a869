import {
  type Blocker,
  DomainError,
  type FirstStepContext,
  type LifecycleContext,
  type PluginDeclaration,
} from '@stowage/sdk'
import { HostError } from '../../plugin-host/host-error.ts'
import { withinTime } from '../within-time.ts'

/** What a plugin does as it comes and goes takes no longer: nobody else is switched meanwhile. */
const STEP_SECONDS = 30

/**
 * What stands in the way of switching a plugin off.
 * @throws HostError `host.lifecycle_failed`
 */
export function blockersOf(
  plugin: PluginDeclaration,
  context: LifecycleContext,
): Promise<readonly Blocker[]> {
  return takeStep(plugin, 'blockers', async () => {
    const blockers = (await plugin.lifecycle?.blockers?.(context)) ?? []
    if (Array.isArray(blockers) && blockers.every(isBlocker)) return blockers
    throw new Error('it has to answer with a list of { sentence, count }')
  })
}

/** Lets a plugin let go of what stands in the way. @throws HostError `host.lifecycle_failed` */
export function releaseOf(plugin: PluginDeclaration, context: LifecycleContext): Promise<void> {
  return takeStep(plugin, 'release', async () => plugin.lifecycle?.release?.(context))
}

/** What a plugin does once, when it has come for the first time. @throws HostError `host.lifecycle_failed` */
export function enabledOf(plugin: PluginDeclaration, context: FirstStepContext): Promise<void> {
  return takeStep(plugin, 'enabled', async () => plugin.lifecycle?.enabled?.(context))
}

/** Makes up for what was posted, one batch. @throws HostError `host.lifecycle_failed` */
export function backfillOf<T>(
  plugin: PluginDeclaration,
  work: () => Promise<T>,
  seconds = STEP_SECONDS,
): Promise<T> {
  return takeStep(plugin, 'backfill', work, seconds)
}

/** A step that throws, or never ends, is the plugin's fault, and named; what it refuses in words is not. */
async function takeStep<T>(
  { name, version }: PluginDeclaration,
  step: 'blockers' | 'release' | 'enabled' | 'backfill',
  work: () => Promise<T>,
  seconds = STEP_SECONDS,
): Promise<T> {
  try {
    return await withinTime(seconds, work)
  } catch (error) {
    if (error instanceof DomainError) throw error
    const problem = error instanceof Error ? error.message : String(error)
    const wayOut =
      step === 'blockers' || step === 'release'
        ? `mend it, or switch it off unasked: \`npx stowage plugin disable ${name} --unasked\``
        : 'mend it'
    const sentence = `The plugin "${name}" ${version} failed in its "${step}" (${problem}); ${wayOut}.`
    throw Object.assign(new HostError('host.lifecycle_failed', name, sentence), { cause: error })
  }
}

function isBlocker(said: unknown): said is Blocker {
  const { sentence, count } = (said ?? {}) as Partial<Blocker>
  return typeof sentence === 'string' && Number.isInteger(count)
}
