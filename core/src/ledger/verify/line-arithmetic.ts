import type { Invariant } from '@stowage/sdk'

/** Both sides of every line that keep a balance, with the side before it in the same bucket. */
const sides = `
  select id, movement, bucket, version, at, effective_at, late, change, after,
         lag(version) over history as version_before, lag(after) over history as after_before,
         lag(at) over history as at_before,
         max(effective_at) over (history rows between unbounded preceding and 1 preceding) as last_effective
    from (
      select id, movement, from_bucket as bucket, from_version as version, at, effective_at,
      from_late as late,
             -quantity as change, from_after as after from ledger.line where from_after is not null
      union all
      select id, movement, to_bucket, to_version, at, effective_at, to_late, quantity, to_after
        from ledger.line where to_after is not null) s
  window history as (partition by bucket order by version, id)`

/** What each line proves of the one before it. */
export const lineArithmetic: readonly Invariant[] = [
  {
    id: 'ledger.after_is_before_and_quantity',
    sentence:
      'On every line the balance after is the balance before, plus or minus its quantity; versions are ' +
      'dense, instants rise, and a line is late exactly when it was.',
    offendingRows: `
      select id as line, movement, bucket, version, coalesce(after_before, 0) as before, change, after,
             coalesce(after_before, 0) + change as expected_after, at, at_before, late
        from (${sides}) h
       where after <> coalesce(after_before, 0) + change or version <> coalesce(version_before, 0) + 1
          or at <= at_before
          or late <> (coalesce(last_effective > effective_at, false) or at - effective_at > interval '1 hour')
       order by at, id`,
  },
]

/**
 * Lines posted between two instants whose instants do not rise in their bucket, or that are not late exactly
 * when they were. A line that is late by less than an hour across the beginning is not judged: what came
 * before is unseen.
 */
export const inOrder = `
  select bucket, version from (
    select bucket, version, at, effective_at, late, lag(at) over history as at_before,
           max(effective_at) over (history rows between unbounded preceding and 1 preceding) as last_effective
      from (
        select from_bucket as bucket, from_version as version, at, effective_at, from_late as late
          from ledger.line where at >= :since and at < :until and from_after is not null
        union all
        select to_bucket, to_version, at, effective_at, to_late
          from ledger.line where at >= :since and at < :until and to_after is not null) s
    window history as (partition by bucket order by version)) h
   where at <= at_before
      or case when at - effective_at > interval '1 hour' then not late
              when effective_at < :since then false
              else late <> coalesce(last_effective > effective_at, false) end
   limit 1`
