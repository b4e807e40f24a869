import type pg from 'pg'
import { NIL_ID } from '../../database/ids.ts'
import { bigintArray, integerArray, textArray, uuidArray } from './binary-array.ts'
import type { Bucket } from './bucket-cache.ts'
import type { Movement } from './draft.ts'

/**
 * Makes the buckets that a dry run imagines, in its own transaction, which takes them back. Sent before
 * they are locked. Postings have none, and send nothing.
 * @returns false where another made one of them meanwhile: then the names have to be resolved again
 */
export async function imagineBuckets(
  client: pg.Client,
  writerKey: string,
  movements: readonly Movement[],
): Promise<boolean> {
  const imagined = imaginedIn(movements)
  if (imagined.length === 0) return true
  const all = <T>(pick: (bucket: Bucket) => T) => imagined.map(([bucket]) => pick(bucket))
  const { rows } = await client.query<{ is_made: boolean }>({
    name: 'ledger.imagine_buckets',
    text: 'select ledger.imagine_buckets($1, $2, $3, $4, $5, $6, $7, $8) as is_made',
    values: [
      writerKey,
      bigintArray(all(({ id }) => id)),
      uuidArray(all(({ item }) => item)),
      uuidArray(all(({ location }) => location)),
      integerArray(imagined.map(([, owner]) => owner)),
      textArray(all(({ status }) => status)),
      uuidArray(all(({ lot }) => lot ?? NIL_ID)),
      uuidArray(all(({ handlingUnit }) => handlingUnit ?? NIL_ID)),
    ],
  })
  return rows[0]!.is_made
}

/** Each imagined bucket once, with the owner whose stock is in it. */
function imaginedIn(movements: readonly Movement[]): readonly (readonly [Bucket, owner: number])[] {
  const imagined = new Map<number, readonly [Bucket, number]>()
  for (const { owner, lines } of movements) {
    for (const { from, to } of lines) {
      if (from.id < 0) imagined.set(from.id, [from, owner])
      if (to.id < 0) imagined.set(to.id, [to, owner])
    }
  }
  return [...imagined.values()]
}
