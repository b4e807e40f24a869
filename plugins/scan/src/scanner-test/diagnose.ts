import { GS } from '../gs1/element-string.ts'
import { SEPARATOR_SIGNS } from '../gs1/separator-sign.ts'
import { symbologyOf } from '../gs1/symbology.ts'
import { drawGs1128, type Gs1128 } from './code-128.ts'

/** What the set-up page shows as a barcode: a GTIN, a lot, and behind the separator a serial number. */
const SHOWN: Gs1128 = { digits: '0109501101530003', elements: ['10Ab-123', '21X7'] }

/** What it says without an identifier, as a scanner that is set up well sends it. */
export const TEST_CODE = SHOWN.digits + SHOWN.elements.join(GS)
/** Its bars. */
export const testBars = drawGs1128(SHOWN)

/** What a scanner was found to do. */
export type Finding =
  | 'identifier.sent'
  | 'identifier.off'
  | 'separator.sent'
  | 'separator.written'
  | 'separator.lost'
  | 'suffix.enter'
  | 'suffix.tab'
  | 'suffix.none'
  | 'case.turned'
  | 'layout.foreign'
  | 'content.right'
  | 'content.changed'
  | 'other.code'

/** One thing that was found; what is not in order has a sentence that says how to mend it. */
export interface Diagnosis {
  readonly finding: Finding
  readonly isInOrder: boolean
  /** What stood for the separator, or in front of the code. */
  readonly sign?: string
}

/** What a French keyboard writes where an American one has digits and a hyphen. */
const AZERTY = new Map(Array.from('à&é"\'(-è_ç)', (key, n) => [key, '0123456789-'[n]!]))
for (const [from, to] of ['qa', 'aq', 'zw', 'wz'].map((pair) => Array.from(pair))) AZERTY.set(from!, to!)

/** Looks at what came of the test code: what the scanner does well, and what is to be set otherwise. */
export function diagnose(received: string): readonly Diagnosis[] {
  const suffix = /[\r\n\t]+$/.exec(received)?.[0] ?? ''
  const sent = received.slice(0, received.length - suffix.length)
  const identifier = symbologyOf(sent.slice(0, 3)) === undefined ? '' : sent.slice(0, 3)
  return [
    ...contentOf(sent.slice(identifier.length)),
    found(identifier === '' ? 'identifier.off' : 'identifier.sent', identifier !== ''),
    suffixOf(suffix),
  ]
}

function contentOf(text: string): Diagnosis[] {
  if (text === TEST_CODE) return [found('content.right', true), found('separator.sent', true)]
  if (text === TEST_CODE.replace(GS, ''))
    return [found('content.right', true), found('separator.lost', false)]
  const sign = SEPARATOR_SIGNS.find((one) => text === TEST_CODE.replace(GS, one)) ?? middleOf(text)
  if (sign !== undefined) {
    return [found('content.right', true), { ...found('separator.written', false), sign }]
  }
  const bare = (said: string) => said.replaceAll(GS, '').toLowerCase()
  if (bare(text) === bare(TEST_CODE)) return [found('case.turned', false), separatorOf(text)]
  const typed = Array.from(text.toLowerCase(), (key) => AZERTY.get(key) ?? key).join('')
  if (bare(typed) === bare(TEST_CODE)) return [found('layout.foreign', false), separatorOf(text)]
  const isOurs = /0950110153000|àç(?:"|'|é|&|\(|-|è|_|ç|à){4}/.test(text)
  return [isOurs ? found('content.changed', false) : found('other.code', true)]
}

/** A sign of a few characters in the place of the separator, whatever it is. */
function middleOf(text: string): string | undefined {
  const [before = '', after = ''] = TEST_CODE.split(GS)
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined
  const sign = text.slice(before.length, text.length - after.length)
  return sign !== '' && sign.length <= 8 ? sign : undefined
}

function separatorOf(text: string): Diagnosis {
  return text.includes(GS) ? found('separator.sent', true) : found('separator.lost', false)
}

function suffixOf(suffix: string): Diagnosis {
  if (suffix === '') return found('suffix.none', false)
  return found(suffix.startsWith('\t') ? 'suffix.tab' : 'suffix.enter', true)
}

function found(finding: Finding, isInOrder: boolean): Diagnosis {
  return { finding, isInOrder }
}
