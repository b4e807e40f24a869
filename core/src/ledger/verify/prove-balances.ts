import type { Transaction } from '@stowage/sdk'
import type { Snapshot } from './snapshot.ts'

/** A month of lines, and what its lines prove by themselves. */
interface Month {
  readonly since: string
  readonly until: string
}

interface MonthProof {
  /** Sums of hashes that name where buckets stood before their first line of the month, and after their last. */
  heads: string
  tails: string
  offending: number
}

/** Where all the months' ends meet the balances, or not. */
export interface BalancesProof {
  /** Whether every line continues the one before it, and every balance its last line. */
  readonly ok: boolean
}

/** How a bucket stood, as one number: of two that differ, the hashes do. Numbers alone can be added up over months. */
const token = (version: string, figure: string) =>
  `hash_numeric_extended(${figure}, hashint8extended(s.bucket, ${version}))`

/**
 * Within a month every line is compared with the one before it in its bucket. Lines late by less than an hour across
 * the month's beginning are looked at by themselves, against all that came before.
 */
const MONTH = `
  with sides as (
    select from_bucket as bucket, from_version as version, at, effective_at, from_late as late, -quantity as change,
           from_after as after
      from ledger.line where at >= :since and at < :until and from_after is not null
    union all
    select to_bucket, to_version, at, effective_at, to_late, quantity, to_after
      from ledger.line where at >= :since and at < :until and to_after is not null),
  s as (
    select bucket, version, at, effective_at, late, change, after,
           lag(version) over history as version_before, lag(after) over history as after_before,
           lag(at) over history as at_before, lead(version) over history as version_next,
           max(effective_at) over (history rows between unbounded preceding and 1 preceding) as last_effective
      from sides window history as (partition by bucket order by version))
  select coalesce(sum(${token('version - 1', 'after - change')})
           filter (where version_before is null and version > 1), 0)::text as heads,
         coalesce(sum(${token('version', 'after')}) filter (where version_next is null), 0)::text as tails,
         count(*) filter (where
           case when version_before is null then version < 1 or version = 1 and after <> change
                else version <> version_before + 1 or after <> after_before + change or at <= at_before end
           or case when at - effective_at > interval '1 hour' then not late
                   when effective_at < :since then false
                   else late <> coalesce(last_effective > effective_at, false) end)::int as offending
    from s`

const ACROSS_THE_BEGINNING = `
  with sides as (
    select from_bucket as bucket, at, effective_at, from_late as late from ledger.line
     where at >= :since and at < :since::timestamptz + interval '1 hour' and effective_at < :since
       and at - effective_at <= interval '1 hour' and from_after is not null
    union all
    select to_bucket, at, effective_at, to_late from ledger.line
     where at >= :since and at < :since::timestamptz + interval '1 hour' and effective_at < :since
       and at - effective_at <= interval '1 hour' and to_after is not null)
  select count(*)::int as offending from sides s
   where late <> (
     exists (select from ledger.line l where l.from_bucket = s.bucket and l.from_after is not null
       and l.at < s.at and l.effective_at > s.effective_at)
     or exists (select from ledger.line l where l.to_bucket = s.bucket and l.to_after is not null
       and l.at < s.at and l.effective_at > s.effective_at))`

/** Where the balances stand; one that was swept stood at nothing. */
const ENDS = `
  select coalesce(sum(${token('version', 'on_hand')}), 0)::text as ends
    from (select bucket, version, on_hand from ledger.balance where version > 0
          union all select bucket, version, 0 from ledger.swept) s`

/**
 * Proves that every line continues the one before it in its bucket, and every balance its last line: month by month
 * on all connections. What leaves one month must enter a later one or be a balance; as sums of 64-bit hashes, which
 * is one number for each month in place of a million buckets.
 */
export async function proveBalances(snapshot: Snapshot, months: readonly Month[]): Promise<BalancesProof> {
  let difference = 0n
  let offending = 0
  await snapshot.all([
    async (trx) => {
      const { rows } = await trx.raw(ENDS)
      difference -= BigInt(rows[0].ends)
    },
    ...months.map((month) => async (trx: Transaction) => {
      const { rows } = await trx.raw<{ rows: MonthProof[] }>(MONTH, { ...month })
      const { heads, tails, offending: within } = rows[0]!
      const across = await trx.raw(ACROSS_THE_BEGINNING, { since: month.since })
      difference += BigInt(tails) - BigInt(heads)
      offending += within + across.rows[0].offending
    }),
  ])
  return { ok: difference === 0n && offending === 0 }
}

/** The months that have a partition, as instants. */
export async function monthsOf(trx: Transaction): Promise<Month[]> {
  const { rows } = await trx.raw<{ rows: Month[] }>(
    `select m.since, m.since + interval '1 month' as until
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
       cross join lateral (select to_timestamp(right(c.relname, 7) || ' UTC', 'YYYY_MM') as since) m
      where i.inhparent = 'ledger.line'::regclass and c.relname ~ '^line_\\d{4}_\\d\\d$' order by 1`,
  )
  return rows
}
