import type { Claim } from './claim.ts'
import type { CodeRow, ItemRow, PartRow } from './look-up.ts'
import type { Thing } from './resolved.ts'

const NOTHING_MORE = {
  owner: null,
  site: null,
  location: null,
  packagingLevel: null,
  lot: null,
  expiresOn: null,
  bestBefore: null,
  manufacturedOn: null,
  serial: null,
  handlingUnit: null,
  quantity: null,
  netWeightKg: null,
  reading: null,
} as const

/** What was found of one reading of the label. */
export interface GoodsFound {
  readonly claim: Claim
  readonly item: ItemRow
  readonly parts: readonly PartRow[]
  readonly unit: { readonly id: string } | undefined
  /** In brackets, where there is more than one. */
  readonly reading: string | null
}

/** An item with all that the label says of it: level, lot, dates, serial number, how many. */
export function goodsOf({ claim, item, parts, unit, reading }: GoodsFound): Thing {
  const find = (part: PartRow['part'], name: string | undefined) =>
    parts.find((row) => row.part === part && row.item === item.id && row.name === name)
  const lot = find('lot', claim.lot)
  const serial = find('serial', claim.serial)
  return {
    ...NOTHING_MORE,
    kind: 'item',
    id: item.id,
    code: item.sku,
    name: item.name,
    owner: item.owner,
    packagingLevel: item.level,
    lot:
      claim.lot === undefined
        ? null
        : { id: lot?.id ?? null, name: claim.lot, expiresOn: lot?.expiresOn ?? null },
    expiresOn: claim.expiresOn ?? lot?.expiresOn ?? null,
    bestBefore: claim.bestBefore ?? null,
    manufacturedOn: claim.manufacturedOn ?? null,
    serial:
      claim.serial === undefined
        ? null
        : {
            id: serial?.id ?? null,
            number: claim.serial,
            location: serial?.location ?? null,
            hasLeft: serial?.hasLeft ?? false,
          },
    handlingUnit: claim.sscc === undefined ? null : { id: unit?.id ?? null, code: claim.sscc },
    quantity: claim.count * (item.level?.baseUnits ?? 1),
    netWeightKg: claim.netWeightKg ?? null,
    reading,
  }
}

/** Whatever has a code of ours. */
export function thingOf({ serial, kind, ...row }: CodeRow): Thing {
  if (kind !== 'serial') return { ...NOTHING_MORE, ...row, kind, ...(kind === 'item' && { quantity: 1 }) }
  const piece = { ...serial!, location: row.location }
  return { ...NOTHING_MORE, ...row, kind: 'item', serial: piece, quantity: 1 }
}
