import type { Invariant, PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { decisionsDeriveAgain, deriveSample } from '../../host/strategies/derive-sample.ts'
import type { Head } from '../sequence/head.ts'
import { lineArithmetic } from './line-arithmetic.ts'
import { monthsOf, proveBalances } from './prove-balances.ts'
import { proveChain, readChain } from './prove-chain.ts'
import { onOneSnapshot, type Snapshot } from './snapshot.ts'

/** How many differences a report names of each kind. */
const NAMED_MAX = 10
/**
 * What the proof by months covers; its SQL only names what differs, or proves a record that is small anyway.
 */
const PROVED_BY_MONTH = new Set(['ledger.after_is_before_and_quantity', 'ledger.balance_is_its_last_line'])
const SMALL_LINES = 1_000_000

/** One place where the record does not add up. */
export interface Difference {
  /** The id of the invariant that is broken. */
  readonly invariant: string
  /** What should hold. */
  readonly sentence: string
  /** The row that breaks it, its columns naming it. */
  readonly row: Readonly<Record<string, unknown>>
}

/** The proof, or the first differences by name. */
export interface VerifyReport {
  readonly ok: boolean
  readonly lines: number
  readonly balances: number
  readonly movements: number
  /** How many movements have their place in the public order, and how many of these are sealed. */
  readonly positions: number
  readonly sealedPosition: number
  readonly seals: number
  /** Each invariant with the number of rows that break it, counted up to ten. */
  readonly invariants: readonly { readonly id: string; readonly sentence: string; readonly broken: number }[]
  readonly differences: readonly Difference[]
  readonly ms: number
  /**
   * What the parts of it took: every line against the one before and the balances; the chain; all invariants.
   */
  readonly steps: { readonly balancesMs: number; readonly chainMs: number; readonly invariantsMs: number }
  /** Lines a second of balances and chain together. */
  readonly linesPerSecond: number
}

/** How the record is proved. */
export interface VerifyOptions {
  /** A head that was kept elsewhere; the record must still be the one that it was signed over. */
  readonly against?: Head
  /** Prove lines and balances month by month, as it is done with large records anyway. */
  readonly isByMonth?: boolean
}

/**
 * Proves the record on two connections that see one snapshot, so that it may run beside postings: that on
 * every line after = before ± quantity with dense versions and rising instants, that the last after is the
 * balance; that what was sealed stands as it was sealed; and every plugin's invariants.
 */
export async function verifyLedger(
  database: Database,
  plugins: readonly PluginDeclaration[],
  { against, isByMonth: isAskedByMonth = false }: VerifyOptions = {},
): Promise<VerifyReport> {
  const start = performance.now()
  const invariants: Invariant[] = [...lineArithmetic, ...plugins.flatMap((plugin) => plugin.invariants ?? [])]
  return onOneSnapshot(database, async (snapshot) => {
    const { counts, months, chain } = await readOutlines(snapshot)
    const isByMonth = isAskedByMonth || counts.lines > SMALL_LINES
    const balances = await timed(async () => isByMonth && proveBalances(snapshot, months))
    const proved = await timed(() => proveChain(snapshot, chain, against))
    const toCheck = invariants.filter(({ id }) => !(balances.result && PROVED_BY_MONTH.has(id)))
    const checked = await timed(async () => [
      ...(await checkInvariants(snapshot, toCheck)),
      ...(await checkDecisions(snapshot, plugins)),
    ])
    const found = [...checked.result, ...proved.result.differences]
    const ms = Math.round(performance.now() - start)
    const counted = [...invariants, decisionsDeriveAgain, ...kindsOf(proved.result.differences)]
    return {
      ok: found.length === 0,
      ...counts,
      sealedPosition: proved.result.sealedPosition,
      seals: proved.result.seals,
      invariants: counted.map(({ id, sentence }) => ({ id, sentence, broken: countOf(found, id) })),
      differences: counted.flatMap(({ id }) =>
        found.filter(({ invariant }) => invariant === id).slice(0, NAMED_MAX),
      ),
      ms,
      steps: { balancesMs: balances.ms, chainMs: proved.ms, invariantsMs: checked.ms },
      linesPerSecond: Math.round(counts.lines / Math.max(0.001, (balances.ms + proved.ms) / 1000)),
    }
  })
}

async function readOutlines(snapshot: Snapshot) {
  let counts = { lines: 0, balances: 0, movements: 0, positions: 0 }
  let months: Awaited<ReturnType<typeof monthsOf>> = []
  let chain: Awaited<ReturnType<typeof readChain>> | undefined
  await snapshot.all([
    async (trx) => {
      const { rows } = await trx.raw(`select (select count(*) from ledger.line) as lines,
        (select count(*) from ledger.balance) as balances,
        (select count(*) from ledger.movement) as movements,
        (select count(*) from ledger.position) as positions`)
      counts = rows[0]
    },
    async (trx) => {
      months = await monthsOf(trx)
      chain = await readChain(trx)
    },
  ])
  return { counts, months, chain: chain! }
}

async function checkInvariants(snapshot: Snapshot, invariants: readonly Invariant[]): Promise<Difference[]> {
  const found: Difference[] = []
  await snapshot.all(
    invariants.map(({ id, sentence, offendingRows }) => async (trx) => {
      // Materialized, so that it is planned to find nothing: hoping for ten soon, the plan compared every
      // line with every balance, 9 minutes and more where this takes 2 seconds (200,000 lines).
      const { rows } = await trx.raw(
        `with offending as materialized (${offendingRows}) select * from offending limit ${NAMED_MAX}`,
      )
      for (const row of rows) found.push({ invariant: id, sentence, row })
    }),
  )
  return found
}

/** A hundred at random come out again. */
async function checkDecisions(
  snapshot: Snapshot,
  plugins: readonly PluginDeclaration[],
): Promise<Difference[]> {
  const found: Difference[] = []
  await snapshot.all([
    async (trx) => {
      for (const row of await deriveSample(trx, plugins))
        found.push({ ...shown(decisionsDeriveAgain), row: { ...row } })
    },
  ])
  return found
}

function shown({ id, sentence }: { readonly id: string; readonly sentence: string }) {
  return { invariant: id, sentence }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const start = performance.now()
  const result = await work()
  return { result, ms: Math.round(performance.now() - start) }
}

function kindsOf(differences: readonly Difference[]): { id: string; sentence: string }[] {
  return [
    ...new Map(
      differences.map(({ invariant, sentence }) => [invariant, { id: invariant, sentence }]),
    ).values(),
  ]
}

function countOf(found: readonly Difference[], id: string): number {
  return Math.min(NAMED_MAX, found.filter(({ invariant }) => invariant === id).length)
}
