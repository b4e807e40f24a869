import { readFile } from 'node:fs/promises'
import { type Head, parseHead } from '../../ledger/sequence/head.ts'
import type { VerifyReport } from '../../ledger/verify/verify-ledger.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure, EXIT_CODES } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'

/**
 * `stowage verify`: proves every line, every balance, the chain and every invariant, and names what differs.
 */
export const verify: Command = {
  usage: 'verify [--against <head>] [--json]',
  summary: `Proves the whole record; ends with ${EXIT_CODES.difference} when something differs`,
  optionHelp: {
    '--against':
      'Also proves that the record is still the one of this head: its text, or a file that holds it',
    ...databaseOptionHelp,
  },
  options: { ...jsonOption, ...databaseOptions, against: { type: 'string' } },
  maximumWords: 0,
  async run(context) {
    const against = await readHead(context)
    const proof = await withPlatform({ context, command: 'verify' }, ({ services }) =>
      context.progress.step('Verifying', () =>
        services.ledger.verify(against === undefined ? {} : { against }),
      ),
    )
    context.report(proof)
    say(context, proof, against)
    return proof.ok ? 0 : EXIT_CODES.difference
  },
}

/** @throws CommandFailure where neither the words nor the file of that name hold a head */
async function readHead({ options }: CommandContext): Promise<Head | undefined> {
  const { against } = options
  if (typeof against !== 'string') return undefined
  const head = parseHead(against) ?? parseHead(await readFile(against, 'utf8').catch(() => ''))
  if (head !== undefined) return head
  throw new CommandFailure(
    'input',
    `"${against}" is neither a head nor a file that holds one; a head looks like ` +
      'stowage-head-1:4711:…:…:…, as /api/v1/ledger/seals lists them.',
  )
}

function say({ print }: CommandContext, proof: VerifyReport, against: Head | undefined): void {
  const { lines, balances, movements, invariants, differences, positions, sealedPosition, ms } = proof
  const stock = `${lines} lines of ${movements} movements, ${balances} balances`
  const counts = `${stock}, ${invariants.length} invariants`
  const chain = `${positions} positions, sealed up to ${sealedPosition}`
  const like = against === undefined ? '' : ` It is still the record of the head at ${against.position}.`
  if (proof.ok) {
    print(`No difference: ${counts}; ${chain}; in ${ms} ms.${like}`)
    return
  }
  print(`Something differs (${counts}; ${chain}):`)
  for (const { invariant, sentence, row } of differences) {
    print(`  ${invariant}: ${sentence} Not so: ${JSON.stringify(row)}`)
  }
}
