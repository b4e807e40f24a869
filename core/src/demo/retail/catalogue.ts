import type { InternedTexts } from './interned-texts.ts'

/** One item of the former system's catalogue. */
export interface RetailItem {
  readonly sku: string
  readonly name: string
  /** Numbers of the descriptions that are its names; any other description of it is a remark. */
  readonly names: ReadonlySet<number>
}

/** What the reader noted down about codes and descriptions. */
export interface CodesSeen {
  readonly codes: InternedTexts
  readonly descriptions: InternedTexts
  readonly codeCount: readonly number[]
  readonly soldAs: ReadonlyMap<number, number>
}

/**
 * Makes the items: codes that differ only by case are one, its SKU is the spelling that occurs most, and its
 * name the description under which it was sold most. One that was never sold is called by its SKU: whatever
 * stands beside it ("thrown away", "ebay") is a remark.
 * @returns the items in the order of their SKUs, and each code number's item, -1 for one that is none
 */
export function nameItems(seen: CodesSeen): { items: RetailItem[]; itemOfCode: Int32Array } {
  const groups = new Map<string, number[]>()
  seen.codes.texts.forEach((text, code) => {
    if (!seen.codeCount[code]) return
    const key = text.toUpperCase()
    groups.set(key, [...(groups.get(key) ?? []), code])
  })
  const soldAs = salesByCode(seen.soldAs)
  const itemOfCode = new Int32Array(seen.codes.texts.length).fill(-1)
  const items = [...groups.keys()].sort().map((key, item) => {
    const spellings = groups.get(key)!
    for (const code of spellings) itemOfCode[code] = item
    const sku = mostFrequent(
      spellings.map((code) => [seen.codes.texts[code]!, seen.codeCount[code]!] as const),
    )!
    const sales = spellings.flatMap((code) => soldAs.get(code) ?? [])
    const named = sales.filter(([description]) => seen.descriptions.texts[description] !== '')
    const name = mostFrequent(
      named.map(([description, times]) => [seen.descriptions.texts[description]!, times] as const),
    )
    return { sku, name: name ?? sku, names: new Set(named.map(([description]) => description)) }
  })
  return { items, itemOfCode }
}

function salesByCode(soldAs: ReadonlyMap<number, number>): Map<number, [number, number][]> {
  const byCode = new Map<number, [number, number][]>()
  for (const [called, times] of soldAs) {
    const code = Math.floor(called / 2 ** 21)
    const sales = byCode.get(code) ?? []
    sales.push([called % 2 ** 21, times])
    byCode.set(code, sales)
  }
  return byCode
}

/** Two spellings' counts are added up; of two that occur as often the first in the alphabet is taken. */
function mostFrequent(counted: readonly (readonly [string, number])[]): string | undefined {
  const sums = new Map<string, number>()
  for (const [text, times] of counted) sums.set(text, (sums.get(text) ?? 0) + times)
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]
}
