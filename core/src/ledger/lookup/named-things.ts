import type { Transaction } from '@stowage/sdk'
import { gtin14 } from '../../items/gtin.ts'
import type { Kind } from './lookup.schemas.ts'

/** Something that is called by a code. */
export interface NamedThing {
  readonly kind: Kind
  readonly id: string
  readonly code: string
  readonly item: string | null
  readonly level: string | null
  readonly location: string | null
  readonly unit: string | null
  /** The one balance that a piece is counted in. */
  readonly bucket: number | null
}

const SYMBOLOGY = /^\][A-Za-z]\d/
const SSCC = /^(?:00)?(\d{18})$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: the separator that scanners send is one
const CONTROL_AROUND = /^[\s\x00-\x1f]+|[\s\x00-\x1f]+$/g

/**
 * The code itself, without what scanners send around it. An SSCC is scanned as an element string: 00, then
 * its
 * 18 digits. All else that element strings tell is read by plugins.
 */
export function plainCode(scanned: string): string {
  return scanned.replace(CONTROL_AROUND, '').replace(SYMBOLOGY, '').replace(CONTROL_AROUND, '')
}

/**
 * Each kind in its own index. A place and an SKU are found whatever the case, because they are typed as well;
 * lots, pieces and plates are told apart by it.
 */
const FIND: Readonly<Record<Kind, string>> = {
  item: `select i.id, i.sku as code, i.id as item, null::uuid as level, null::uuid as location,
           null::uuid as unit, null::bigint as bucket
      from (select 0 as no union all select no from access.owner) o
      join items.item i on coalesce(i.owner, 0) = o.no and lower(i.sku) = lower(:code)
    union select i.id, i.sku, i.id, null, null, null, null
      from items.gtin g join items.item i on i.id = g.item where g.gtin14 = :gtin and g.level is null`,
  packaging_level: `select p.id, coalesce(p.gtin, p.name) as code, p.item, p.id as level,
           null::uuid as location, null::uuid as unit, null::bigint as bucket
      from items.gtin g join items.packaging_level p on p.id = g.level where g.gtin14 = :gtin`,
  lot: `select t.id, t.name as code, t.item, null::uuid as level, null::uuid as location, null::uuid as unit,
           null::bigint as bucket
      from items.lot t where t.name = :code`,
  serial: `select s.id, s.number as code, s.item, null::uuid as level, b.location,
           nullif(b.handling_unit, '00000000-0000-0000-0000-000000000000') as unit, s.bucket
      from ledger.serial s left join ledger.bucket b on b.id = s.bucket where s.number = :code`,
  handling_unit: `select u.id, u.code, null::uuid as item, null::uuid as level, u.location, u.id as unit,
           null::bigint as bucket
      from locations.handling_unit u where u.code in (:code, :sscc)`,
  location: `select l.id, l.code, null::uuid as item, null::uuid as level, l.id as location,
           null::uuid as unit, null::bigint as bucket
      from locations.location l where l.code in (:code, upper(:code)) or l.barcode = :code`,
}

interface Wanted {
  readonly code: string
  readonly kinds: readonly Kind[]
  /** The one of this id; without it, all. */
  readonly only: string | undefined
  readonly most: number
}

/** What is called by a code, of these kinds and of what the caller may see. */
export async function namedThings(
  trx: Transaction,
  { code, kinds, only, most }: Wanted,
): Promise<NamedThing[]> {
  if (kinds.length === 0) return []
  const each = kinds.map((kind) => `select '${kind}' as kind, x.* from (${FIND[kind]}) x`).join(' union all ')
  const meant = only === undefined ? each : `select * from (${each}) named where id = :only::uuid`
  const { rows } = await trx.raw<{ rows: NamedThing[] }>(`${meant} limit :most`, {
    code,
    only: only ?? null,
    gtin: /^\d{8,14}$/.test(code) ? gtin14(code) : '',
    sscc: SSCC.exec(code)?.[1] ?? code,
    most,
  })
  return rows
}
