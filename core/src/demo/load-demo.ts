import { DemoError } from './demo-error.ts'
import type { DemoOptions } from './demo-options.ts'
import { loadRetail } from './retail/load-retail.ts'
import { whereToGetIt } from './retail/read-history.ts'
import { loadWarehouse } from './warehouse/load-warehouse.ts'

/** What a demo made: a document for scripts, and lines for people. */
export interface DemoLoaded {
  readonly report: object
  readonly lines: readonly string[]
}

/** The demos by name, and what each loads. */
export const demos = {
  warehouse: 'A generated business: two sites, 150 items, a client, and ninety days of trade up to today',
  retail: 'A real year of trade from the UCI data set "Online Retail": stowage demo retail <file.csv.gz>',
} as const

/** True for the name of a demo. */
export function isDemo(name: string): name is keyof typeof demos {
  return Object.hasOwn(demos, name)
}

/**
 * Loads a demo. Loading it again adds nothing.
 * @throws DemoError in one sentence for a person, with nothing half-done that the same command would not
 * finish
 */
export async function loadDemo(
  name: string,
  options: DemoOptions & { readonly file?: string | undefined },
): Promise<DemoLoaded> {
  if (!isDemo(name)) {
    throw new DemoError(
      'demo.unknown',
      `There is no demo "${name}"; there are ${Object.keys(demos).join(' and ')}.`,
    )
  }
  if (name === 'warehouse') return loadWarehouse(options)
  const { file } = options
  if (file === undefined) {
    throw new DemoError(
      'retail.file_missing',
      `Name the file: stowage demo retail <file.csv.gz>. ${whereToGetIt}`,
    )
  }
  return loadRetail({ ...options, file })
}
