import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'
import { rememberResource } from '../providers/resource-paths.ts'
import { type PluginScreens, resourceName } from './manifest.ts'

/** The key of what plugins add: whoever turns a plugin on or off has it read again. */
export const screensKey = ['host', 'screens'] as const

const freshMs = 30_000
const againMs = 60_000
const none: readonly PluginScreens[] = []

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
  return { plugins: data ?? none, error, isPending }
}

async function readScreens(signal: AbortSignal): Promise<readonly PluginScreens[]> {
  const { plugins } = await call<{ plugins: readonly PluginScreens[] }>('/host/screens', { signal })
  for (const plugin of plugins) {
    for (const { name, path, hasOne } of plugin.resources) {
      rememberResource(resourceName(plugin.name, name), path, hasOne)
    }
  }
  return plugins
}
