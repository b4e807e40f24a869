import type { Services } from '@stowage/sdk'
import type { Author } from '../audit/record-change.ts'
import type { PluginExport } from '../host/plugins/export-plugin.ts'
import type { KeptCredentials } from '../host/programs/program-credentials.ts'
import type { PluginCatalog } from './discover.ts'
import type { RoutesByPlugin } from './wiring.ts'

/** What a set of plugins knows of the sets before and after it. */
export interface PluginRuntime {
  /** Aborted for a set that was replaced, so that long answers end. */
  readonly retired: AbortSignal
  /**
   * The services of the set that was put in the place of this one.
   * @returns nothing when the node does not come by it in time
   */
  successor(epoch: number): Promise<Services | undefined>
  /** All plugins that this machine has, looked for anew. */
  catalog(): Promise<PluginCatalog>
  /**
   * Begins to switch a plugin on or off; it goes on by itself, as its row tells.
   * @throws HostError, or DomainError when another change is under way
   */
  change(order: ChangeOrder): Promise<void>
  /** Forgets a plugin that is off, after an export. @throws DomainError */
  remove(order: Pick<ChangeOrder, 'plugin' | 'author'>): Promise<PluginExport>
  /** Counts a failure of a hook; the list of plugins shows it. */
  hookFailed(failure: HookFailure): void
  /** Composes the set as it would be with one more, and gives what it has. @throws HostError */
  tryOut(name: string): Promise<RoutesByPlugin>
}

/** A hook that failed in a posting. */
export interface HookFailure {
  readonly plugin: string
  readonly version: string
  readonly hook: string
  readonly fault: string
}

/** Who wants which plugin switched on or off. */
export interface ChangeOrder {
  readonly id: string
  readonly plugin: string
  readonly action: 'enable' | 'disable'
  readonly author: Author
  /** What a program is to take part by from now on; only where it is switched on. */
  readonly credentials?: KeptCredentials
  /** Let go first of what stands in the way, as far as the plugin can. */
  readonly isReleasing?: boolean
  /** Do not ask the plugin whether anything stands in the way: it cannot be asked, or fails when it is. */
  readonly isUnasked?: boolean
}
