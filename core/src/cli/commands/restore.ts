import { resolve } from 'node:path'
import { checkContents } from '../../backup/check-contents.ts'
import { checkFit, type Fit } from '../../backup/check-fit.ts'
import { keyIds, readHomeKeys, restoreKeys } from '../../backup/keys.ts'
import { type Manifest, readManifest } from '../../backup/manifest.ts'
import { requireEmpty, restoreBackup } from '../../backup/restore-backup.ts'
import { openDatabase } from '../../database/database.ts'
import { migrate } from '../../database/migrate.ts'
import { prepareDatabase } from '../../database/roles.ts'
import { coreDeclarations } from '../../declarations.ts'
import { leaveOut } from '../../host/plugins/leave-out.ts'
import { keepFound, readPluginSet } from '../../host/plugins/plugin-set.ts'
import { parseHead } from '../../ledger/sequence/head.ts'
import type { VerifyReport } from '../../ledger/verify/verify-ledger.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { filesFolderOf } from '../../server.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure, EXIT_CODES } from '../command-failure.ts'
import { inspectDatabase } from '../inspect-database.ts'
import { databaseOptionHelp, databaseOptions, discoverFor, wordsOf } from '../open-deployment.ts'
import { openStanding, type Standing } from '../open-standing.ts'
import { composeServices } from '../with-platform.ts'

/** `stowage restore`: a backup into an empty database, whole or not at all, and proved. */
export const restore: Command = {
  usage: 'restore <backup> [--check] [--without <plugins>] [--json]',
  summary: 'Restores a backup into an empty database, and proves the record',
  optionHelp: {
    '--check': 'Only reads the backup and says whether it is whole and fits this version',
    '--without': 'Leaves out what plugins kept that are not here: names with commas between',
    ...databaseOptionHelp,
  },
  options: { ...jsonOption, ...databaseOptions, check: { type: 'boolean' }, without: { type: 'string' } },
  maximumWords: 1,
  async run(context) {
    const given = context.words[0]
    if (given === undefined)
      throw new CommandFailure('usage', 'Say which backup. It is: stowage restore <backup>')
    const folder = resolve(given)
    const stop = new AbortController()
    void context.stopRequested.then(() => stop.abort())
    const manifest = await readManifest(folder)
    const catalog = await discoverFor(context.settings)
    const without = wordsOf(context.options.without)
    checkAreNoCore(without)
    const fit = await checkFit({ manifest, catalog, without })
    await context.progress.step('Checking the backup', (tell) =>
      checkContents(folder, manifest, { tell, signal: stop.signal }),
    )
    if (context.options.check === true) return sayWhole(context, folder, manifest)
    const standing = await openStanding({ context, command: 'restore', mayMake: true, mayJoin: false })
    try {
      const wish = { context, folder, manifest, catalog, without, fit, standing, signal: stop.signal }
      return await bringBack(wish)
    } catch (error) {
      if (!stop.signal.aborted) throw error
      throw new CommandFailure('input', 'It was stopped; nothing was restored, and it can be run again.')
    } finally {
      await standing.close()
    }
  },
}

interface Wish {
  readonly context: CommandContext
  readonly folder: string
  readonly manifest: Manifest
  readonly catalog: PluginCatalog
  readonly without: readonly string[]
  readonly fit: Fit
  readonly standing: Standing
  readonly signal: AbortSignal
}

async function bringBack(wish: Wish): Promise<number> {
  const { context, folder, manifest, catalog, without, fit, standing } = wish
  const { settings, progress, options } = context
  const { credentials } = standing.secrets
  const isResetting = options['reset-roles'] === true
  await inspectDatabase({ url: standing.adminUrl, credentials, mayTakeOver: isResetting })
  const access = await prepareDatabase({
    adminUrl: standing.adminUrl,
    credentials,
    isUnsafeServerAllowed: options['accept-data-loss'] === true,
    isResettingPasswords: isResetting,
  })
  await requireEmpty(access)
  const started = Date.now()
  const keysPut = await restoreKeys(folder, settings.STOWAGE_HOME)
  await progress.step('Restoring', (tell) =>
    restoreBackup({ ...wish, access, filesFolder: filesFolderOf(settings.STOWAGE_HOME), tell }),
  )
  const restoredSeconds = (Date.now() - started) / 1000
  const migrated = await migrate({ access, plugins: fit.plugins })
  await keepFound(access, catalog)
  await leaveOut(access, catalog, { names: without, core: coreDeclarations })
  const set = await readPluginSet({ access, core: coreDeclarations, catalog })
  const head = manifest.ledger.head === null ? undefined : parseHead(manifest.ledger.head)
  const database = openDatabase(access)
  try {
    const { ledger } = composeServices(database, set)
    const proof = await progress.step('Verifying', () =>
      ledger.verify(head === undefined ? {} : { against: head }),
    )
    await say(wish, { proof, keysPut, restoredSeconds, applied: migrated.applied.length })
    return proof.ok ? 0 : EXIT_CODES.difference
  } finally {
    await database.close()
  }
}

interface Found {
  readonly proof: VerifyReport
  readonly keysPut: readonly string[]
  readonly restoredSeconds: number
  readonly applied: number
}

async function say({ context, folder, manifest, without }: Wish, found: Found): Promise<void> {
  const { print, report, settings } = context
  const { proof, keysPut, restoredSeconds, applied } = found
  const { tables, files, ledger, madeAt } = manifest
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  print(`Restored as of ${madeAt} from ${folder}`)
  print(`  ${rows} rows of ${tables.length} tables, ${files.count} files, in ${restoredSeconds.toFixed(1)} s`)
  if (applied > 0) print(`  ${applied} newer migrations ran.`)
  if (without.length > 0) print(`  Left out: ${without.join(', ')}, with all that they kept.`)
  if (files.missing.length > 0)
    print(`  ${files.missing.length} files were lost before the backup: ${files.missing.join(', ')}`)
  for (const name of keysPut) print(`  ${name} of the backup is now the one of ${settings.STOWAGE_HOME}.`)
  const keys = keyIds(await readHomeKeys(settings))
  const isSecretKeyLost = manifest.keys.secretKey !== null && keys.secretKey !== manifest.keys.secretKey
  if (isSecretKeyLost) {
    print(
      `  Secrets were encrypted with the key ${manifest.keys.secretKey}, which is not this home's: ` +
        `put it into ${settings.STOWAGE_HOME}/secret-key, or type them anew.`,
    )
  }
  print(
    proof.ok
      ? `  No difference: ${proof.lines} lines of ${proof.movements} movements, ` +
          `${proof.balances} balances, ${proof.positions} positions` +
          (ledger.head === null ? '.' : ', and the head is its own.')
      : `  Something differs, and did so when the backup was made; \`stowage verify\` names it.`,
  )
  report({
    folder,
    madeAt,
    rows,
    files: files.count,
    missingFiles: files.missing,
    seconds: restoredSeconds,
    migrated: applied,
    without,
    keysPut,
    isSecretKeyLost,
    head: ledger.head,
    proof,
  })
}

function sayWhole({ print, report }: CommandContext, folder: string, manifest: Manifest): number {
  const { madeAt, stowage, tables, files, ledger } = manifest
  print(
    `${folder} is whole: as of ${madeAt}, by Stowage ${stowage}, ` +
      `${tables.length} tables, ${files.count} files,`,
  )
  print(
    `  ${ledger.movements} movements, sealed up to ${ledger.sealedPosition}. This version can restore it.`,
  )
  report({ folder, madeAt, stowage, ledger, files: files.count, isWhole: true })
  return 0
}

function checkAreNoCore(without: readonly string[]): void {
  const core = coreDeclarations.find(({ name }) => without.includes(name))
  if (core === undefined) return
  throw new CommandFailure('usage', `"${core.name}" is no plugin that could be left out.`)
}
