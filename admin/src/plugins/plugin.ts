import { useQuery, useQueryClient } from '@tanstack/react-query'
import { screensKey } from '../plugin-screens/use-plugin-screens.ts'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

/** What went wrong, with its code. */
export interface Fault {
  readonly code: string
  readonly detail: string
  readonly at?: string
}

/** By kind (tables, routes, hooks, …) the names of what a plugin adds. */
export type Adds = Readonly<Record<string, readonly string[]>>

/** A plugin as the host knows it. */
export interface Plugin {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly origin: string
  readonly state: string
  /** Also where its code is broken or gone. */
  readonly isOn: boolean
  /** Which of the two questions it helps to answer. */
  readonly suites: readonly ('inventory' | 'warehouse')[]
  readonly requires: readonly string[]
  readonly adds: Adds
  readonly fault: Fault | null
  readonly lastError: Fault | null
  readonly hookFailures: number
  /** The last of them. */
  readonly lastFailure: {
    readonly hook: string
    readonly version: string
    readonly code: string
    readonly at: string
  } | null
  readonly enabledAt: string | null
  /** Where it runs and what key it has, if it is a program that runs by itself. */
  readonly program: Program | null
}

/** A plugin that runs by itself. */
export interface Program {
  readonly address: string
  readonly key: {
    readonly id: string
    /** The names of those whose stock it counts for; null is all of them. */
    readonly owners: readonly string[] | null
    /** The codes of the sites that it counts at; null is all of them. */
    readonly sites: readonly string[] | null
    readonly madeAt: string
    readonly lastUsedAt: string | null
  } | null
}

/** What a program takes part by; it is shown once. */
export interface Credentials {
  readonly key: string
  readonly signingSecret: string
}

/** What switching a plugin would change, and what stands in the way. */
export interface PluginPreview {
  readonly action: 'enable' | 'disable'
  readonly changes: Adds
  readonly blockers: readonly { readonly sentence: string; readonly count: number }[]
  readonly problem: Fault | null
  /** Whether it can be turned off though it cannot be asked: its code is gone, or it fails when asked. */
  readonly canGoUnasked: boolean
}

/** A change of the set of plugins, and how far it has come. */
export interface PluginChange {
  readonly id: string
  readonly state: string
  readonly step: string
  readonly done: number
  readonly total: number
  readonly error: string | null
}

/** More than anybody has; a list has no more at once. */
const mostPlugins = 200
const pluginsKey = ['host', 'plugins'] as const
const onTheWayMs = 1_000
/** How plugins do is counted each second; who looks on need not ask for it. */
const healthMs = 5_000

/** All plugins: core's, those that are on, and those that could be. */
export function usePlugins() {
  return useQuery({
    queryKey: pluginsKey,
    queryFn: ({ signal }) =>
      call<{ data: readonly Plugin[] }>(`/host/plugins?limit=${mostPlugins}`, { signal }),
    refetchInterval: healthMs,
  })
}

/** What switching this plugin would do. */
export function usePreview(name: string) {
  return useQuery({
    queryKey: ['host', 'preview', name],
    queryFn: ({ signal }) => call<PluginPreview>(`/host/plugins/${name}/preview`, { signal }),
    gcTime: 0,
  })
}

/** How far a change has come, asked each second until it is over. */
export function useChange(id: string | undefined) {
  return useQuery({
    queryKey: ['host', 'change', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => call<PluginChange>(`/host/plugin-changes/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : onTheWayMs),
    gcTime: 0,
  })
}

/** Has the plugins read again, and with them the screens that they add. */
export function useReadAgain(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: pluginsKey })
    void client.invalidateQueries({ queryKey: screensKey })
  }
}

/** `3 tables, 1 route`: what a plugin adds, counted. */
export function countsOf(adds: Adds): string {
  return Object.entries(adds)
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => counted(kind, names.length))
    .join(', ')
}

function counted(kind: string, count: number): string {
  const words: Readonly<Record<string, string>> = {
    tables: say('1 table | {count} tables', { count }),
    permissions: say('1 permission | {count} permissions', { count }),
    fields: say('1 field | {count} fields', { count }),
    routes: say('1 route | {count} routes', { count }),
    hooks: say('1 hook | {count} hooks', { count }),
    points: say('1 point | {count} points', { count }),
    settings: say('1 setting | {count} settings', { count }),
    errors: say('1 error | {count} errors', { count }),
    events: say('1 event | {count} events', { count }),
    jobs: say('1 job | {count} jobs', { count }),
    workers: say('1 worker | {count} workers', { count }),
    on: say('takes part in 1 event | takes part in {count} events', { count }),
    invariants: say('1 invariant | {count} invariants', { count }),
    screens: say('1 screen | {count} screens', { count }),
    commands: say('1 command | {count} commands', { count }),
    rights: say('1 right | {count} rights', { count }),
  }
  return words[kind] ?? `${count} ${kind}`
}

/** What the kinds of things are called that plugins add. */
export function kindOfAddition(kind: string): string {
  const words: Readonly<Record<string, string>> = {
    tables: say('tables'),
    permissions: say('permissions'),
    fields: say('fields'),
    routes: say('routes'),
    hooks: say('hooks'),
    points: say('points'),
    settings: say('settings'),
    errors: say('errors'),
    events: say('events'),
    jobs: say('jobs'),
    workers: say('workers'),
    on: say('takes part in'),
    invariants: say('invariants'),
    screens: say('screens'),
    commands: say('commands'),
    rights: say('rights'),
  }
  return words[kind] ?? kind
}
