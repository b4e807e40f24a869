import type { Services } from '@stowage/sdk'
import { elementString, type Gs1Element } from './gs1-content.ts'

/** What the plugin that reads codes offers, as far as it is needed here. */
interface Reader {
  read(
    text: string,
    scanner: { readonly sendsSeparator: true },
  ): {
    readonly elements: readonly Gs1Element[]
    readonly problems: readonly { readonly code: string; readonly ai: string | null }[]
  }
}

/** Finds what is wrong with elements, before they are printed: the code of the problem, and where it is. */
export type ReadBack = (elements: readonly Gs1Element[]) => { code: string; ai: string | null } | undefined

/**
 * Has the reader of scans read what a label would say, so that nothing is printed which it would refuse or
 * read otherwise.
 */
export function createReadBack(services: Services): ReadBack {
  return (elements) => {
    const { scan } = services as unknown as { readonly scan: Reader }
    const read = scan.read(`]C1${elementString(elements)}`, { sendsSeparator: true })
    const problem = read.problems[0]
    if (problem !== undefined) return problem
    const isSame = JSON.stringify(read.elements.map(pair)) === JSON.stringify(elements.map(pair))
    return isSame ? undefined : { code: 'READ_OTHERWISE', ai: null }
  }
}

function pair({ ai, value }: Gs1Element): readonly string[] {
  return [ai, value]
}
