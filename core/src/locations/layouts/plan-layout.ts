import { refuse } from '@stowage/sdk'
import { type CountedPattern, withRanges } from './code-ranges.ts'
import { indexOfLetters, lettersOf, readTemplate } from './code-template.ts'
import type { LayoutPattern } from './layout.schemas.ts'

/** More than this in one transaction would hold a site's tree for too long. */
const MAX_PLACES = 50_000
const MAX_CODE = 60
const REACH_METRES = 999_999

/** A place that a pattern makes. */
export interface PlannedPlace {
  readonly code: string
  /** The code of the area it stands in; null where there are no areas. */
  readonly area: string | null
  /** Which bay it is in, counted over all aisles and sides. */
  readonly bay: number
  readonly x: number
  readonly y: number
  readonly z: number
  /** How far it reaches along each axis; null where the pattern does not say. */
  readonly sizeX: number | null
  readonly sizeY: number | null
  readonly sizeZ: number | null
}

/** An area per aisle. */
export interface PlannedArea {
  readonly code: string
  readonly x: number
  readonly y: number
  readonly z: number
}

/** All that a pattern makes, in the order of aisle, side, bay, level, position. */
export interface LayoutPlan {
  readonly areas: readonly PlannedArea[]
  readonly places: readonly PlannedPlace[]
}

type Count = CountedPattern['levels']

/**
 * Works out a building from its pattern. Pure: the same pattern always gives the same plan.
 * A place's coordinates are the middle of its front, or of its floor where the racks' depth is told; their
 * fronts stand as far apart as the aisle is wide either way.
 * @throws `locations.layout_too_large`, `locations.layout_template`, `locations.layout_repeats`,
 *   `locations.check_digits_too_few`, `locations.layout_count_missing`
 */
export function planLayout(wish: LayoutPattern): LayoutPlan {
  const pattern = withRanges(wish)
  const { aisles, bays, levels, positions = { count: 1 }, origin = { x: 0, y: 0, z: 0 } } = pattern
  const sides = aisles.sides ?? 1
  const count = aisles.count * sides * bays.count * levels.count * positions.count
  if (count > MAX_PLACES) throw refuse('locations.layout_too_large', { count, limit: MAX_PLACES }, '/pattern')
  checkDigitsSuffice(pattern, levels.count * positions.count)
  const codeOf = readTemplate(pattern.code, '/pattern/code')
  const areaCodeOf = pattern.areaCode ? readTemplate(pattern.areaCode, '/pattern/areaCode') : undefined
  const bayWidth = bays.width ?? 0
  const sizes = sizesOf(pattern)
  const areas: PlannedArea[] = []
  const places: PlannedPlace[] = []
  for (let a = 0; a < aisles.count; a++) {
    const aisle = nameOf(aisles, a)
    const left = origin.x + a * (aisles.pitch ?? 0)
    const area = areaCodeOf?.({ aisle, bay: '', level: '', position: '', side: '' }) ?? null
    if (area !== null)
      areas.push({ code: area, x: millimetre(left), y: millimetre(origin.y), z: millimetre(origin.z) })
    for (let s = 0; s < sides; s++) {
      const depth = aisles.depth ?? 0
      const x = millimetre(left + s * (aisles.width ?? 0) + (s - 0.5) * depth)
      for (let b = 0; b < bays.count; b++) {
        const bay = nameOf(bays, bayIndex(pattern, { side: s, bay: b }))
        const bayNo = (a * sides + s) * bays.count + b
        for (let l = 0; l < levels.count; l++) {
          const z = millimetre(origin.z + l * (levels.height ?? 0))
          for (let p = 0; p < positions.count; p++) {
            const values = {
              aisle,
              bay,
              level: nameOf(levels, l),
              position: nameOf(positions, p),
              side: 'LR'[s]!,
            }
            const y = millimetre(origin.y + (b + (p + 0.5) / positions.count) * bayWidth)
            places.push({ code: codeOf(values), area, bay: bayNo, x, y, z, ...sizes })
          }
        }
      }
    }
  }
  checkCodes({ areas, places }, pattern)
  return { areas, places }
}

/** How large each place is, as far as the pattern tells. */
function sizesOf({ aisles, bays, levels, positions }: CountedPattern) {
  const told = (metres: number | undefined) => (metres ? millimetre(metres) : null)
  return {
    sizeX: told(aisles.depth),
    sizeY: told(bays.width === undefined ? undefined : bays.width / (positions?.count ?? 1)),
    sizeZ: told(levels.height),
  }
}

function checkDigitsSuffice({ checkDigits }: CountedPattern, places: number): void {
  if (checkDigits === undefined || places <= 10 ** checkDigits) return
  const facts = { digits: checkDigits, places }
  throw refuse('locations.check_digits_too_few', facts, '/pattern/checkDigits')
}

/** Where a bay stands in the count, with two sides across the aisle or along it. */
function bayIndex({ aisles, bays }: CountedPattern, { side, bay }: { side: number; bay: number }): number {
  if ((aisles.sides ?? 1) === 1) return bay
  return bays.numbering === 'through' ? side * bays.count + bay : 2 * bay + side
}

function nameOf({ start = 1, step = 1 }: Count, index: number): string {
  const offset = index * step
  return typeof start === 'number' ? String(start + offset) : lettersOf(indexOfLetters(start) + offset)
}

function millimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000
}

/** Every running part has to stand in the template, or two places would have one code. */
function checkCodes({ areas, places }: LayoutPlan, pattern: LayoutPattern): void {
  const seen = new Set<string>()
  const check = (template: string, pointer: string) => (place: PlannedArea) => {
    const { code, x, y, z } = place
    if (seen.has(code)) throw refuse('locations.layout_repeats', { template, code }, pointer)
    if (code.length > MAX_CODE) {
      const problem = `the code ${code} is longer than ${MAX_CODE} characters`
      throw refuse('locations.layout_template', { template, problem }, pointer)
    }
    const far = Object.entries({ x, y, z }).find(([, metres]) => Math.abs(metres) > REACH_METRES)
    if (far !== undefined) {
      const [field, value] = far
      throw refuse('locations.layout_out_of_reach', { field, value, limit: REACH_METRES }, '/pattern')
    }
    seen.add(code)
  }
  areas.forEach(check(pattern.areaCode ?? '', '/pattern/areaCode'))
  places.forEach(check(pattern.code, '/pattern/code'))
}
