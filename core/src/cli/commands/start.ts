/*
 * `stowage start`, the story of a node:
 *   1. the port is free, and nobody else works on this home;
 *   2. the database stands: embedded or given, with its roles and the newest migrations;
 *   3. an empty embedded database gets the demo business, any other only by --demo;
 *   4. somebody can log in;
 *   5. it listens, says where, and serves until it is asked to stop; beside that, movements get their
 *      positions and are sealed, events reach their subscribers, and the daily upkeep runs;
 *   6. deliveries and requests in flight end, connections close, the embedded database stops, in this order.
 */
import { pino } from 'pino'
import { type Database, openDatabase } from '../../database/database.ts'
import { openLogFile } from '../../home/log-file.ts'
import { readSealKey } from '../../home/seal-key.ts'
import { readSecretKey } from '../../home/secret-key.ts'
import { findLostSecrets } from '../../host/secrets/lost-secrets.ts'
import { createLog } from '../../http/request-log.ts'
import { createSequence } from '../../ledger/sequence/sequencer.ts'
import { createNodeRelay } from '../../mail/node-relay.ts'
import type { HookFailure } from '../../plugin-host/plugin-runtime.ts'
import { catchStrayFaults } from '../../plugin-host/stray-faults.ts'
import {
  checkPort,
  composeServer,
  filesFolderOf,
  listen,
  removedFolderOf,
  type Server,
} from '../../server.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure } from '../command-failure.ts'
import { startDailyUpkeep } from '../daily-upkeep.ts'
import { type DemoState, ensureDemo } from '../ensure-demo.ts'
import { ensureAdministrator, type MadeLogIn } from '../first-administrator.ts'
import {
  type Deployment,
  databaseOptionHelp,
  databaseOptions,
  discoverFor,
  openDeployment,
} from '../open-deployment.ts'

/** Serves until it is asked to stop. */
export const start: Command = {
  usage: 'start [--demo | --no-demo] [--without <plugins>] [--json]',
  summary: 'Starts the server; the first time also makes the database and an administrator',
  optionHelp: {
    '--demo': 'Loads the demo business into a database of your own, too',
    '--no-demo': 'Leaves an empty embedded database empty',
    '--without': 'Switches plugins off first, and whatever needs them: names with commas between',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    demo: { type: 'boolean' },
    'no-demo': { type: 'boolean' },
    without: { type: 'string' },
  },
  maximumWords: 0,
  async run(context) {
    const { HOST, PORT } = context.settings
    const log = createLogFor(context)
    const closers: (() => Promise<void>)[] = []
    try {
      const deployment = await openDeployment({
        context,
        command: 'start',
        beforeAnything: () => checkPort(HOST, PORT),
        onEvent: (sentence) => log.error(sentence),
      })
      closers.push(deployment.close)
      const database = openDatabase(deployment.access)
      closers.push(() => database.close())
      const filesFolder = filesFolderOf(context.settings.STOWAGE_HOME)
      closers.push(await startDailyUpkeep({ database, log, filesFolder }))
      const sequence = createSequence({ database, key: await readSealKey(context.settings), log })
      closers.push(() => sequence.stop())
      const secretKey = await readSecretKey(context.settings)
      const relay = createNodeRelay({ database, log, secretKey, filesFolder })
      closers.push(() => relay.stop())
      let server: Server | undefined
      const broken = Promise.withResolvers<never>()
      broken.promise.catch(() => {})
      const count = (failure: HookFailure) => server?.node.countFailure(failure)
      const release = catchStrayFaults({ log, count, giveUp: broken.reject })
      closers.push(async () => release())
      server = await bringUp({ context, deployment, database, log })
      if (server === undefined) return 0
      sequence.start()
      relay.start()
      closers.push(async () => server?.close())
      await Promise.race([context.stopRequested, deployment.failed.catch(giveUp), broken.promise])
      context.print('Stopping …')
      return 0
    } finally {
      for (const close of closers.reverse()) await close()
    }
  },
}

interface BringUp {
  readonly context: CommandContext
  readonly deployment: Deployment
  readonly database: Database
  readonly log: ReturnType<typeof createLog>
}

/** @returns the listening server, or nothing when it was asked to stop meanwhile */
async function bringUp({ context, deployment, database, log }: BringUp): Promise<Server | undefined> {
  const { HOST: host, PORT: port } = context.settings
  const demo = await ensureDemo({ context, deployment, database })
  if (demo === 'stopped') return undefined
  const logIn = await ensureAdministrator(database)
  const secretKey = await readSecretKey(context.settings)
  const filesFolder = filesFolderOf(context.settings.STOWAGE_HOME)
  const discover = () => discoverFor(context.settings)
  const { set } = deployment
  const removedFolder = removedFolderOf(context.settings.STOWAGE_HOME)
  const composition = { database, log, secretKey, filesFolder, set, discover, removedFolder }
  const node = await composeServer(composition)
  const { kernel } = node.current
  const lost = await findLostSecrets(database.appAll, kernel)
  const lostSecrets = lost && kernel.errors.sentence(lost.code, lost.facts)
  if (lostSecrets !== undefined) log.warn(lostSecrets)
  const server = await listen({ node, host, port })
  await deployment.announce(server.url)
  greet({ context, url: server.url, logIn, demo, lostSecrets, deployment })
  return server
}

/** On a terminal the log goes to a file, so that what is said to the person stays in sight. */
function createLogFor({ settings, isJson, isTerminal }: CommandContext) {
  const dest = isTerminal ? openLogFile(settings.STOWAGE_HOME) : isJson ? 2 : 1
  return createLog({
    level: settings.STOWAGE_LOG_LEVEL,
    destination: pino.destination({ dest, sync: false }),
  })
}

interface Greeting {
  readonly context: CommandContext
  readonly url: string
  readonly logIn: MadeLogIn | undefined
  readonly demo: DemoState
  readonly lostSecrets: string | undefined
  readonly deployment: Pick<Deployment, 'leftOut' | 'unknown'>
}

function greet({ context, url, logIn, demo, lostSecrets, deployment }: Greeting): void {
  const { print, report, settings, isTerminal } = context
  const { leftOut, unknown } = deployment
  print(`\n  Stowage is running at ${url}`)
  if (logIn !== undefined) {
    print(`  Log in as ${logIn.email} with the password ${logIn.password}`)
    print('  It is shown this once and kept nowhere; `npx stowage user reset` makes another.')
  }
  if (demo === 'loaded')
    print('  A demo business was loaded; `npx stowage start --no-demo` starts without one.')
  for (const name of leftOut)
    print(`  Switched off: ${name}; \`npx stowage plugin enable ${name}\` switches it on again.`)
  for (const name of unknown)
    print(`  There is no plugin "${name}" to be left out; \`npx stowage plugins\` lists them.`)
  if (lostSecrets !== undefined) print(`  ${lostSecrets}`)
  if (isTerminal) print(`  Log: ${settings.STOWAGE_HOME}/stowage.log   Stop: Ctrl-C`)
  print('')
  report({
    url,
    ...(logIn && { logIn }),
    demo,
    ...(leftOut.length > 0 && { leftOut }),
    ...(unknown.length > 0 && { unknown }),
    ...(lostSecrets !== undefined && { lostSecrets }),
  })
}

function giveUp(error: Error): never {
  throw new CommandFailure('databaseDown', `${error.message}.`)
}
