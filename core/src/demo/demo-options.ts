import type { Actor, PluginDeclaration, Services } from '@stowage/sdk'
import type { Database } from '../database/database.ts'
import { DemoError } from './demo-error.ts'

/** What a demo works with. */
export interface DemoOptions {
  readonly services: Services
  readonly database: Database
  /** On whose behalf everything is made; he needs `ledger.history.import`. */
  readonly actor: Actor
  readonly progress: DemoProgress
  /** Those that are on, which may have something to add. */
  readonly plugins?: readonly PluginDeclaration[]
  /** True once somebody wants it to end; asked between batches. */
  isStopped?(): boolean
}

/** Tells a waiting person what goes on; the command line's `Progress` is one. */
export interface DemoProgress {
  step<Result>(title: string, work: (tell: (detail: string) => void) => Promise<Result>): Promise<Result>
}

/** @throws DemoError when somebody wants it to end */
export function throwIfStopped({ isStopped }: Pick<DemoOptions, 'isStopped'>): void {
  if (!isStopped?.()) return
  throw new DemoError(
    'demo.stopped',
    'The demo was stopped. Run the same command again, and it goes on from there.',
  )
}
