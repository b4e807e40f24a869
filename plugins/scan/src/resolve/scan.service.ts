import type { ServiceContext, Transaction } from '@stowage/sdk'
import type { ScanSettings } from '../../settings.ts'
import { answerOf, type ScanAnswer } from '../answer.ts'
import type { Element } from '../gs1/problem.ts'
import { inBrackets, readScan, type Scan, type ScannerFacts } from '../gs1/read-scan.ts'
import { sayOutcome } from '../words/say.ts'
import { choose } from './choose.ts'
import { type Claim, claimOf } from './claim.ts'
import { byCode, itemsByGtin, partsOf } from './look-up.ts'
import type { Resolved, ScanContext, Thing } from './resolved.ts'
import { goodsOf, thingOf } from './things.ts'

/** What is asked about a scan. */
export interface ScanQuestion {
  /** As the scanner sent it. */
  readonly text: string
  readonly context?: ScanContext
  readonly scanner?: ScannerFacts
  /** In which sentences are said. */
  readonly language?: string
}

/** A scan with what it names. */
export type ResolvedScan = ScanAnswer & { readonly resolved: Resolved }

/** Reads scans and finds what they name. */
export interface ScanService {
  /** What a scan says, without looking anything up. */
  read(text: string, scanner?: ScannerFacts): Scan
  /** What a scan says and names, among what the actor of the transaction may see. */
  resolve(trx: Transaction, question: ScanQuestion): Promise<ResolvedScan>
}

/** Makes the service. */
export function createScanService({ settings }: ServiceContext): ScanService {
  return {
    read: readScan,
    async resolve(trx, { text, context = {}, scanner, language }) {
      const scan = readScan(text, scanner ?? (await settings.of<ScanSettings>(placeOf(context))))
      const found = await find(trx, scan, context)
      const chosen = choose(found, context)
      const isOurs = scan.text !== null && found.length > 0 && !found.some(({ reading }) => reading !== null)
      const answer = answerOf(isOurs ? { ...scan, problems: [] } : scan, language)
      return { ...answer, resolved: { ...chosen, message: sayOutcome(scan, chosen, language) } }
    },
  }
}

/** What is said of the scanner itself counts alone; else what the site's are known to do. */
function placeOf({ site }: ScanContext) {
  return site === undefined ? undefined : { site }
}

/** Codes of ours come before GS1's: who gave a place the digits of a GTIN means the place. */
async function find(trx: Transaction, scan: Scan, { site }: ScanContext): Promise<readonly Thing[]> {
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
