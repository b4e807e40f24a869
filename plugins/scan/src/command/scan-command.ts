import type { PluginCommand } from '@stowage/sdk'
import { answerOf, type ScanAnswer } from '../answer.ts'
import { GS } from '../gs1/element-string.ts'
import { readScan } from '../gs1/read-scan.ts'

/** `stowage scan`: reads one scan a line, and answers each with one line, also one that is empty or wrong. */
export const scanCommand: PluginCommand = {
  usage: 'scan [--json] [--sends-gs] [--gs-sign <sign>]',
  summary: 'Reads what scanners send, one scan a line: GS as the byte 1d or written \\u001d',
  optionHelp: {
    '--sends-gs': 'The scanner is known to send GS, so that none can have been swallowed',
    '--gs-sign': 'What the scanner writes for GS, such as ^',
  },
  options: { 'sends-gs': { type: 'boolean' }, 'gs-sign': { type: 'string' } },
  async run({ lines, options, print, report }) {
    const sign = options['gs-sign']
    const scanner = {
      sendsSeparator: options['sends-gs'] === true,
      ...(typeof sign === 'string' && { separatorSign: sign }),
    }
    for await (const line of lines()) {
      const answer = { ...answerOf(readScan(line.replace(/\\u001d/gi, GS), scanner)), input: line }
      report(answer)
      print(inWords(answer))
    }
  },
}

function inWords({ input, hri, valid, problems }: ScanAnswer): string {
  const read = hri.length === 0 ? input : hri.join(' ')
  return [
    `${valid ? 'right' : 'wrong'}  ${read}`,
    ...problems.map(({ message }) => `       ${message}`),
  ].join('\n')
}
