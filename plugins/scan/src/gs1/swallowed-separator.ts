import { checkAssociations } from './associations.ts'
import { checkValue } from './check-value.ts'
import { dictionary, digitsOfAi, predefinedLength } from './dictionary.ts'
import { isPredefined } from './element-string.ts'
import { isDigits } from './linters/linter.ts'
import type { Element } from './problem.ts'

/** The most readings that are told, and the most steps that are taken to find them. */
const MOST_READINGS = 3
const MOST_STEPS = 400

/**
 * The other ways to read an element string whose separators a keyboard wedge may have swallowed: the value
 * that runs to the end may have taken the next elements with it. Told are those that are right in themselves
 * and no worse in what stands beside what; which one it is nobody can know from the text.
 */
export function otherReadings(elements: readonly Element[]): readonly (readonly Element[])[] {
  const last = elements.at(-1)
  if (last === undefined || isPredefined(last.ai) || !dictionary.has(last.ai)) return []
  const before = elements.slice(0, -1)
  const splits = new Splits()
  const worst = checkAssociations(elements).length
  return splits
    .of(last)
    .filter((tail) => tail.length > 1 && checkAssociations([...before, ...tail]).length <= worst)
    .slice(0, MOST_READINGS)
    .map((tail) => [...before, ...tail])
}

class Splits {
  #steps = 0

  /** All ways to take one value that runs to the end as this AI with others behind it, itself among them. */
  of({ ai, value }: Element): Element[][] {
    const found: Element[][] = checkValue({ ai, value }) === undefined ? [[{ ai, value }]] : []
    for (let cut = dictionary.get(ai)!.shortest; cut < value.length - 2; cut += 1) {
      const digits = digitsOfAi(value, cut)
      if (digits === undefined) continue
      this.#steps += 1
      if (this.#steps > MOST_STEPS) return found
      const head = { ai, value: value.slice(0, cut) }
      if (checkValue(head) !== undefined) continue
      for (const rest of this.#sequence(value.slice(cut))) found.push([head, ...rest])
    }
    return found
  }

  /** All ways to take a text as elements one behind the other. */
  #sequence(text: string): Element[][] {
    const digits = digitsOfAi(text, 0)
    const ai = text.slice(0, digits)
    if (digits === undefined || !dictionary.has(ai)) return []
    const length = predefinedLength(ai)
    if (length === undefined) {
      const element = { ai, value: text.slice(digits) }
      return isChance(element) ? [] : this.of(element)
    }
    const element = { ai, value: text.slice(digits, digits + length) }
    if (element.value.length < length || isChance(element) || checkValue(element) !== undefined) return []
    const rest = text.slice(digits + length)
    return rest === '' ? [[element]] : this.#sequence(rest).map((others) => [element, ...others])
  }
}

/** What the digits of a lot or a serial number look like all too often: a year, or a company's own AI. */
function isChance({ ai, value }: Element): boolean {
  return ai === '20' || (ai.startsWith('9') && isDigits(value))
}
