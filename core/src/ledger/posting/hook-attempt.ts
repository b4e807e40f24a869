import { asCodeOf, type CodeSite } from '../../plugin-host/whose-code.ts'

/** How long a hook may take; its statements end by themselves then. */
export const HOOK_LIMIT_MS = 5_000
/** What PostgreSQL gets to end a statement by itself, before it is given up from here. */
const MARGIN_MS = 500

/** Which hook of which plugin. */
export type HookSite = CodeSite

/** A fault in a plugin's hook: a bug, not a refusal. It names the plugin, its version and the hook. */
export class HookError extends Error {
  readonly plugin: string
  readonly site: HookSite

  constructor(site: HookSite, cause: unknown) {
    super(`${site.hook} of the plugin ${site.plugin} ${site.version} failed`, { cause })
    this.name = 'HookError'
    this.plugin = site.plugin
    this.site = site
  }

  /** What kind of fault: it took too long, its SQL failed, or it threw. */
  get fault(): 'host.hook_too_slow' | 'host.hook_sql_failed' | 'host.hook_threw' {
    const { code, severity } = (this.cause ?? {}) as { code?: unknown; severity?: unknown }
    if (this.cause instanceof HookTooSlow || code === '57014') return 'host.hook_too_slow'
    return typeof severity === 'string' ? 'host.hook_sql_failed' : 'host.hook_threw'
  }
}

/** What a hook that did not end in time fails by. */
class HookTooSlow extends Error {
  constructor(limitMs: number) {
    super(`it took longer than ${limitMs} ms`)
    this.name = 'HookTooSlow'
  }
}

/** Open while a hook runs; what it asks for later would come into somebody else's transaction. */
export interface Gate {
  isOpen: boolean
}

/**
 * Runs a pure part of a hook. Nothing can end it while it reckons, and nobody is served meanwhile; one that
 * takes too long fails its posting all the same, so that it is named.
 * @throws HookError
 */
export function attempt<T>(site: HookSite, work: () => T, limitMs = HOOK_LIMIT_MS): T {
  try {
    const begun = performance.now()
    const done = asCodeOf(site, work)
    if (performance.now() - begun > limitMs) throw new HookTooSlow(limitMs)
    return done
  } catch (error) {
    throw new HookError(site, error)
  }
}

/** Runs a part of a hook that asks the database, for so long as it may take. @throws HookError */
export async function attemptLater<T>(site: HookSite, work: (gate: Gate) => Promise<T>): Promise<T> {
  const gate: Gate = { isOpen: true }
  let patience: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new HookTooSlow(HOOK_LIMIT_MS)), HOOK_LIMIT_MS + MARGIN_MS)
  })
  try {
    return await Promise.race([asCodeOf(site, () => work(gate)), tooSlow])
  } catch (error) {
    throw new HookError(site, error)
  } finally {
    clearTimeout(patience)
    gate.isOpen = false
  }
}
