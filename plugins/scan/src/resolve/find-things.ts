import type { Transaction } from '@stowage/sdk'
import type { Element } from '../gs1/problem.ts'
import { inBrackets, type Scan } from '../gs1/read-scan.ts'
import { type Claim, claimOf } from './claim.ts'
import { byCode, itemsByGtin, partsOf } from './look-up.ts'
import type { ScanContext, Thing } from './resolved.ts'
import { goodsOf, thingOf } from './things.ts'

/** Codes of ours come before GS1's: who gave a place the digits of a GTIN means the place. */
export async function findThings(
  trx: Transaction,
  scan: Scan,
  { site }: ScanContext,
): Promise<readonly Thing[]> {
  const ours = scan.text === null ? [] : await byCode(trx, scan.text, site)
  if (ours.length > 0) return ours.map(thingOf)
  const wrong = new Set(
    scan.problems.flatMap(({ kind, ai }) => (kind === 'value' && ai !== null ? [ai] : [])),
  )
  const readings = [scan.elements, ...scan.otherReadings]
  const today = new Date()
  const claims = readings.map((elements) => ({ elements, claim: claimOf(elements, wrong, today) }))
  const sscc = claims[0]?.claim.sscc
  const units = sscc === undefined ? [] : await byCode(trx, sscc, site)
  const goods = await findGoods(
    trx,
    claims,
    units.find(({ kind }) => kind === 'handling_unit'),
  )
  return goods.length > 0 ? goods : units.map(thingOf)
}

interface Reading {
  readonly elements: readonly Element[]
  readonly claim: Claim
}

async function findGoods(
  trx: Transaction,
  readings: readonly Reading[],
  unit: { readonly id: string } | undefined,
): Promise<readonly Thing[]> {
  const items = await itemsByGtin(trx, unique(readings.map(({ claim }) => claim.gtin)))
  const parts = await partsOf(trx, {
    items: unique(items.map(({ id }) => id)),
    lots: unique(readings.map(({ claim }) => claim.lot)),
    serials: unique(readings.map(({ claim }) => claim.serial)),
  })
  return readings.flatMap(({ elements, claim }) =>
    items
      .filter(({ gtin14 }) => gtin14 === claim.gtin)
      .map((item) => {
        const reading = readings.length > 1 ? elements.map(inBrackets).join('') : null
        return goodsOf({ claim, item, parts, unit, reading })
      }),
  )
}

function unique(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))]
}
