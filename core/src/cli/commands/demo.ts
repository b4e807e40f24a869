import { systemActor } from '../../access/system-actor.ts'
import { type Command, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'

/** `stowage demo`: loads a business to look at. The same command again goes on where a cut one ended. */
export const demo: Command = {
  usage: 'demo <name> [<file>] [--json]',
  summary: 'Loads a demo business; loading it again adds nothing',
  optionHelp: {
    warehouse: 'A generated business: two sites, a client, ninety days of trade',
    'retail <file>': 'A real year of trade, from the UCI data set "Online Retail"',
    ...databaseOptionHelp,
  },
  options: { ...jsonOption, ...databaseOptions },
  maximumWords: 2,
  async run(context) {
    const { demos, isDemo, loadDemo } = await import('../../demo/load-demo.ts')
    const [name, file] = context.words
    if (name === undefined || !isDemo(name)) {
      const given = name === undefined ? 'Which demo?' : `There is no demo "${name}".`
      throw new CommandFailure('usage', `${given} There are: ${Object.keys(demos).join(', ')}.`)
    }
    let hasStopped = false
    void context.stopRequested.then(() => {
      hasStopped = true
    })
    const { progress } = context
    const asked = { actor: systemActor, progress, file, isStopped: () => hasStopped }
    const { lines, report } = await withPlatform({ context, command: 'demo' }, (platform) =>
      loadDemo(name, { ...platform, ...asked, plugins: platform.deployment.set.plugins }),
    )
    for (const line of lines) context.print(line)
    context.report(report)
    return 0
  },
}
