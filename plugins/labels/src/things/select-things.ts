import { refuse, type Transaction } from '@stowage/sdk'
import { type Static, Type } from 'typebox'
import type { LabelKind } from '../design/design.schemas.ts'

/** At most so many labels are printed at once. */
export const MOST_LABELS = 500

const Id = Type.String({ format: 'uuid' })

/** Which things, where nobody names each: what is left out does not narrow. */
export const ThingFilter = Type.Object(
  {
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Its code begins like this' })),
    item: Type.Optional(Type.String({ format: 'uuid', description: 'Lots of this item' })),
    category: Type.Optional(Type.String({ maxLength: 200, description: 'Items of this category' })),
    within: Type.Optional(
      Type.String({ format: 'uuid', description: 'Places beneath this one, and units that stand there' }),
    ),
    kind: Type.Optional(Type.String({ maxLength: 60, description: 'Places or units of this kind: bin' })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type ThingFilter = Static<typeof ThingFilter>

/** Things by their ids, or by what they have in common. */
export const Selection = Type.Object(
  {
    ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MOST_LABELS })),
    filter: Type.Optional(ThingFilter),
  },
  { additionalProperties: false },
)
export type Selection = Static<typeof Selection>

/** What narrows things of a kind; whatever else is said of them would be dropped in silence. */
const NARROWS: Readonly<Record<LabelKind, readonly (keyof ThingFilter)[]>> = {
  item: ['q', 'category'],
  lot: ['q', 'item'],
  location: ['q', 'within', 'kind'],
  unit: ['q', 'within', 'kind'],
}

/**
 * The ids that a selection means, in the order of their codes.
 * @throws `labels.selection_unclear`, `labels.filter_foreign`, `labels.too_many`, `labels.nothing_selected`
 */
export async function selectThings(
  trx: Transaction,
  kind: LabelKind,
  { ids, filter }: Selection,
): Promise<readonly string[]> {
  if ((ids === undefined) === (filter === undefined)) throw refuse('labels.selection_unclear', {}, '/ids')
  if (ids !== undefined) return ids
  const foreign = Object.keys(filter!).find((name) => !NARROWS[kind].includes(name as keyof ThingFilter))
  if (foreign !== undefined) {
    throw refuse(
      'labels.filter_foreign',
      { filter: foreign, kind, known: NARROWS[kind] },
      `/filter/${foreign}`,
    )
  }
  const { q, item = null, category = null, within = null, kind: sort = null } = filter!
  const like = q === undefined ? null : `${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows }: { rows: { id: string }[] } = await trx.raw(
    `${QUERIES[kind]} limit ${MOST_LABELS + 1}`,
    Object.fromEntries(
      Object.entries({ like, item, category, within, sort }).filter(([name]) =>
        QUERIES[kind].includes(`:${name}`),
      ),
    ) as Record<string, string>,
  )
  if (rows.length > MOST_LABELS) throw refuse('labels.too_many', { most: MOST_LABELS }, '/filter')
  if (rows.length === 0) throw refuse('labels.nothing_selected', { kind }, '/filter')
  return rows.map(({ id }) => id)
}

const beneath = (place: string) => `
  (:within::uuid is null or ${place} in (
    select w.id from stock.location w join stock.location t on t.id = :within::uuid
     where w.id = t.id or starts_with(w.path, t.path || '/')))`

const QUERIES: Readonly<Record<LabelKind, string>> = {
  item: `
    select id from stock.item where (:like::text is null or sku ilike :like::text)
       and (:category::text is null or category = :category::text) order by sku, id`,
  lot: `
    select id from stock.lot where (:like::text is null or name ilike :like::text)
       and (:item::uuid is null or item = :item::uuid) order by name, id`,
  location: `
    select l.id from stock.location l where l.is_active and l.site is not null
       and (:like::text is null or l.code ilike :like::text)
       and (:sort::text is null or l.kind = :sort::text) and ${beneath('l.id')} order by l.path, l.id`,
  unit: `
    select u.id from stock.handling_unit u where u.is_active
       and (:like::text is null or u.code ilike :like::text)
       and (:sort::text is null or u.kind = :sort::text) and ${beneath('u.location')} order by u.code, u.id`,
}
