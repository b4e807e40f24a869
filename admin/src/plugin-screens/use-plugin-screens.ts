import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'
import { rememberResource } from '../providers/resource-paths.ts'
import { type KeptFields, type PluginScreens, resourceName } from './manifest.ts'

/** The key of what plugins add: whoever turns a plugin on or off has it read again. */
export const screensKey = ['host', 'screens'] as const

const freshMs = 30_000
const againMs = 60_000

interface Screens {
  readonly plugins: readonly PluginScreens[]
  /** What is kept on rows beside what they say by themselves. */
  readonly fields: readonly KeptFields[]
}

const none: Screens = { plugins: [], fields: [] }

/**
 * What plugins add to this person's desk. It is read again now and then, so that a plugin that is turned on
 * shows its screens, and one that is turned off takes them away.
 */
export function usePluginScreens() {
  const { data, error, isPending } = useQuery({
    queryKey: screensKey,
    queryFn: ({ signal }) => readScreens(signal),
    staleTime: freshMs,
    refetchInterval: againMs,
    refetchOnWindowFocus: 'always',
  })
  return { ...(data ?? none), error, isPending }
}

async function readScreens(signal: AbortSignal): Promise<Screens> {
  const screens = await call<Screens>('/host/screens', { signal })
  for (const plugin of screens.plugins) {
    for (const { name, path, hasOne } of plugin.resources) {
      rememberResource(resourceName(plugin.name, name), path, hasOne)
    }
  }
  return screens
}
