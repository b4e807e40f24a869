/** A packaging level as the API writes it: one of it holds numerator / denominator base units. */
export interface PackagingLevel {
  readonly id: string
  readonly item: string
  readonly name: string
  readonly numerator: number
  readonly denominator: number
  readonly gtin: string | null
  readonly weightGrams: number | null
  readonly lengthMm: number | null
  readonly widthMm: number | null
  readonly heightMm: number | null
  readonly isActive: boolean
  readonly version: number
}

/** What people call them most. */
export const usualNames = ['inner', 'case', 'layer', 'pallet'] as const

/** "12" or "1/3": an exact fraction is never shown as 0.333. */
export function factorOf({ numerator, denominator }: PackagingLevel): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`
}

/** Levels in use first, the smallest first; then those out of use. */
export function inOrder(levels: readonly PackagingLevel[]): PackagingLevel[] {
  const factor = ({ numerator, denominator }: PackagingLevel) => numerator / denominator
  return levels.toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || factor(a) - factor(b))
}

/**
 * So many base units as whole packages, the largest first, and what is left over: 30 is 1 pallet of 24,
 * 1 inner of 4 and 2. Levels that hold no whole number of base units are left out.
 * @returns pairs of a level's name and its count; the rest has the name null
 */
export function inPackages(
  quantity: number,
  levels: readonly PackagingLevel[],
): { readonly name: string | null; readonly count: number }[] {
  const whole = inOrder(levels).filter(({ isActive, denominator, numerator }) => {
    return isActive && denominator === 1 && numerator > 1
  })
  const packages: { name: string | null; count: number }[] = []
  let rest = quantity
  for (const { name, numerator } of whole.toReversed()) {
    const count = Math.floor(rest / numerator)
    if (count < 1) continue
    packages.push({ name, count })
    // Millionths are whole numbers, so that what is left over is exact.
    rest = (Math.round(rest * 1e6) - count * numerator * 1e6) / 1e6
  }
  if (rest > 0 || packages.length === 0) packages.push({ name: null, count: rest })
  return packages
}
