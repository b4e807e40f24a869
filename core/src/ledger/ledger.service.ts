import { refuse } from '@stowage/sdk'
import type { Database } from '../database/database.ts'
import { instantOfId } from '../database/ids.ts'
import { createSettingsReader } from '../host/settings/settings-reader.ts'
import { settingsShapeOf } from '../host/settings/settings-shape.ts'
import type { Kernel } from '../plugin-host/kernel.ts'
import type { HookFailure } from '../plugin-host/plugin-runtime.ts'
import { expireAllocations } from './allocations/expire-allocations.ts'
import type { Command, PostResult } from './posting/command.ts'
import type { SettingsOf } from './posting/hook-runner.ts'
import { Posting } from './posting/posting.ts'
import { isSetChanged } from './posting/posting-failure.ts'
import { type VerifyOptions, type VerifyReport, verifyLedger } from './verify/verify-ledger.ts'

/** What core offers to whoever moves stock or asks about it, within the process. */
export interface LedgerService {
  /**
   * Posts a batch of movements: the one way in which stock changes.
   * @throws DomainError for a batch that cannot be judged at all (`ledger.key_reused`, `ledger.busy`,
   *   `ledger.batch_too_large`) or of which nothing but faults came; refusals are outcomes, not throws
   */
  post(command: Command): Promise<PostResult>
  /**
   * Makes what a batch that is to be posted later will need, while another one is posted.
   * @throws DomainError as `post` does, for a batch that is too large or not allowed
   */
  foresee(command: Command): Promise<void>
  /**
   * Lets go of allocations that have expired.
   * @returns how many
   */
  expireAllocations(): Promise<number>
  /** Makes the monthly partitions between two instants; history is posted into its own months. */
  ensurePartitions(from: Date, to: Date): Promise<void>
  /**
   * Proves every line, every balance, the chain and every plugin's invariants; names the first differences.
   */
  verify(options?: VerifyOptions): Promise<VerifyReport>
  /** Lets the next posting see a reason or owner that was made or changed a moment ago. */
  forgetReferences(): void
}

declare module '@stowage/sdk' {
  interface Services {
    ledger: LedgerService
  }
}

/** Makes the ledger of one node. */
export function createLedger(kernel: Kernel): LedgerService {
  const { database, plugins, log, epoch } = kernel
  const { writerKey } = database.access.credentials
  const posting = new Posting({
    pool: database.posting,
    writerKey,
    plugins,
    settingsOf: settingsReaders(kernel),
    log,
    ...(epoch !== undefined && { epoch }),
    onHookFailure: (facts) => kernel.runtime?.hookFailed(facts as unknown as HookFailure),
  })
  const months = new Months((from, to) => ensurePartitions(database, from, to))
  return {
    async post(command) {
      if (command.clock === 'own') await months.ensure(command)
      return posting.post(command).catch((error) => postByNextSet(error, command, kernel))
    },
    foresee: (command) => posting.foresee(command),
    expireAllocations: () => expireAllocations(database, posting),
    ensurePartitions: (from, to) => ensurePartitions(database, from, to),
    verify: (options) => verifyLedger(database, plugins, options),
    forgetReferences: () => posting.references.forget(),
  }
}

/** What each plugin's hooks read of its settings, made once for a set of plugins. */
function settingsReaders(kernel: Kernel): SettingsOf {
  const readers = new Map(
    kernel.plugins.map((plugin) => [plugin.name, createSettingsReader(settingsShapeOf(plugin), kernel)]),
  )
  return (plugin) => readers.get(plugin)!
}

/**
 * A command that was judged by a set of plugins which is no longer on was not posted: the next set judges it
 * anew, from what was sent.
 */
async function postByNextSet(
  error: unknown,
  command: Command,
  { epoch, runtime }: Kernel,
): Promise<PostResult> {
  if (!isSetChanged(error)) throw error
  const next = epoch === undefined ? undefined : await runtime?.successor(epoch)
  if (next === undefined) throw refuse('ledger.plugins_changed')
  return next.ledger.post(command)
}

/** The months whose partitions are known to be there, so that history asks for each but once. */
class Months {
  readonly #known = new Set<string>()
  readonly #make: (from: Date, to: Date) => Promise<void>

  constructor(make: (from: Date, to: Date) => Promise<void>) {
    this.#make = make
  }

  async ensure({ movements }: Command): Promise<void> {
    const instants = movements.flatMap(({ id, effectiveAt }) => [
      Date.parse(effectiveAt ?? ''),
      (id === undefined ? undefined : instantOfId(id)) ?? Number.NaN,
    ])
    for (const instant of instants) {
      if (!(instant >= 0)) continue
      const month = new Date(instant).toISOString().slice(0, 7)
      if (this.#known.has(month)) continue
      await this.#make(new Date(instant), new Date(instant))
      this.#known.add(month)
    }
  }
}

async function ensurePartitions({ appAll }: Database, from: Date, to: Date): Promise<void> {
  await appAll.raw('select ledger.ensure_partitions(?, ?)', [from.toISOString(), to.toISOString()])
}
