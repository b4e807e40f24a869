import type { ServiceContext, Transaction } from '@stowage/sdk'
import type { ScanSettings } from '../../settings.ts'
import { answerOf, type ScanAnswer } from '../answer.ts'
import { readScan, type Scan, type ScannerFacts, withoutSuffix } from '../gs1/read-scan.ts'
import { sayOutcome } from '../words/say.ts'
import { choose } from './choose.ts'
import { findThings } from './find-things.ts'
import type { Resolved, ScanContext } from './resolved.ts'

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
      const known = scanner ?? (await settings.of<ScanSettings>(placeOf(context)))
      const scan = readScan(withoutSuffix(text), known)
      const found = await findThings(trx, scan, context)
      const chosen = choose(found, context)
      const isOurs = scan.text !== null && found.length > 0 && !found.some(({ reading }) => reading !== null)
      const answer = { ...answerOf(isOurs ? { ...scan, problems: [] } : scan, language), input: text }
      return { ...answer, resolved: { ...chosen, message: sayOutcome(scan, chosen, language) } }
    },
  }
}

/** What is said of the scanner itself counts alone; else what the site's are known to do. */
function placeOf({ site }: ScanContext) {
  return site === undefined ? undefined : { site }
}
