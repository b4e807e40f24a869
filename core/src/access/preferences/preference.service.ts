import { refuse, type Transaction } from '@stowage/sdk'

/** As many as a desk with a hundred lists has use for. */
const MOST = 300
/** A few dozen saved views with their filters. */
const LONGEST = 20_000

/** What somebody set for his own screens, under a name that his screens gave it. */
export interface Preference {
  readonly name: string
  readonly value: unknown
}

/** All that this person set, by name. */
export async function readPreferences(trx: Transaction, account: string): Promise<Preference[]> {
  return trx('access.preference').where({ account }).select('name', 'value').orderBy('name').limit(MOST)
}

/**
 * Keeps one; null forgets it.
 * @throws `access.preference_too_long`, `access.too_many_preferences`
 */
export async function keepPreference(
  trx: Transaction,
  account: string,
  { name, value }: Preference,
): Promise<void> {
  if (value === null || value === undefined) {
    await trx('access.preference').where({ account, name }).delete()
    return
  }
  const text = JSON.stringify(value)
  if (text.length > LONGEST) {
    throw refuse('access.preference_too_long', { name, length: text.length, most: LONGEST }, '/value')
  }
  const { rowCount } = await trx.raw(
    `insert into access.preference as p (account, name, value)
       select ?, ?, ?::jsonb
        where (select count(*) from access.preference where account = ? and name <> ?) < ?
     on conflict (account, name) do update set value = excluded.value, changed_at = now()`,
    [account, name, text, account, name, MOST],
  )
  if (rowCount === 0) throw refuse('access.too_many_preferences', { most: MOST }, '/name')
}
