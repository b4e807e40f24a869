/** Serial numbers as the API takes them: one by one, or by first and last. */
export type SerialsWish = readonly (string | { readonly from: string; readonly to: string })[]

const breaks = /[\n\r\t,;]+/
const range = /^(\S.*?)\s*\.\.+\s*(\S.*)$/

/** Reads what was scanned, typed or pasted: a number a line, `SN-0998..SN-1002` for a range. */
export function readSerials(text: string): SerialsWish {
  return text
    .split(breaks)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, from, to] = range.exec(entry) ?? []
      return from === undefined || to === undefined ? entry : { from, to }
    })
}

/** How many numbers that is; a range that does not count up is told by the server. */
export function countSerials(serials: SerialsWish): number {
  return serials.reduce((sum, entry) => sum + (typeof entry === 'string' ? 1 : lengthOf(entry)), 0)
}

/** Numbers that were named twice. */
export function twice(serials: SerialsWish): readonly string[] {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const entry of serials) {
    if (typeof entry !== 'string') continue
    if (seen.has(entry)) again.add(entry)
    seen.add(entry)
  }
  return [...again]
}

function lengthOf({ from, to }: { from: string; to: string }): number {
  const first = /(\d{1,15})$/.exec(from)?.[1]
  const last = /(\d{1,15})$/.exec(to)?.[1]
  if (first === undefined || last === undefined) return 0
  return Math.max(0, Number(last) - Number(first) + 1)
}
