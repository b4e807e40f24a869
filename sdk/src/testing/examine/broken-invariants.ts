import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { TestPlatform } from '../test-kit.ts'

/** Looks for rows that break an invariant. */
export async function brokenInvariants(
  { query }: Pick<TestPlatform, 'query'>,
  { invariants = [] }: PluginDeclaration,
): Promise<string[]> {
  const faults: string[] = []
  for (const { sentence, offendingRows } of invariants) {
    const [first] = await query(offendingRows)
    if (first !== undefined) faults.push(`${sentence} Not so: ${JSON.stringify(first)}`)
  }
  return faults
}
