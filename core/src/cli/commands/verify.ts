import { type Command, jsonOption } from '../command.ts'
import { EXIT_CODES } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'

/** `stowage verify`: proves every line, every balance and every invariant, and names the first difference. */
export const verify: Command = {
  usage: 'verify [--json]',
  summary: `Proves the whole record; ends with ${EXIT_CODES.difference} when something differs`,
  optionHelp: databaseOptionHelp,
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 0,
  async run(context) {
    const proof = await withPlatform({ context, command: 'verify' }, ({ services }) =>
      context.progress.step('Verifying', () => services.ledger.verify()),
    )
    context.report(proof)
    const { lines, balances, movements, invariants, differences, ms } = proof
    const counts = `${lines} lines of ${movements} movements, ${balances} balances, ${invariants.length} invariants`
    if (proof.ok) {
      context.print(`No difference: ${counts}, in ${ms} ms.`)
      return 0
    }
    context.print(`Something differs (${counts}):`)
    for (const { invariant, sentence, row } of differences) {
      context.print(`  ${invariant}: ${sentence} Not so: ${JSON.stringify(row)}`)
    }
    return EXIT_CODES.difference
  },
}
