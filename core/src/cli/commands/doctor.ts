import { examine } from '../../doctor/examine.ts'
import { type Command, jsonOption } from '../command.ts'
import { EXIT_CODES } from '../command-failure.ts'

/** `stowage doctor`: what stands in the way, and how it is mended. */
export const doctor: Command = {
  usage: 'doctor [--json]',
  summary: `Looks for faults and says how to mend them; ends with ${EXIT_CODES.unwell} where it found one`,
  options: jsonOption,
  maximumWords: 0,
  async run(context) {
    const { print, report, progress } = context
    const findings = await progress.step('Looking', () => examine(context))
    const faults = findings.filter(({ severity }) => severity === 'fault')
    for (const { severity, check, sentence, mend } of [
      ...faults,
      ...findings.filter((one) => !faults.includes(one)),
    ]) {
      print(`${severity} ${check}: ${sentence}`)
      print(`  → ${mend}`)
    }
    if (findings.length === 0) print('All is well.')
    report({ isWell: faults.length === 0, findings })
    return faults.length === 0 ? 0 : EXIT_CODES.unwell
  },
}
