import { join, resolve } from 'node:path'
import { readHomeKeys } from '../../backup/keys.ts'
import { backupName, makeBackup } from '../../backup/make-backup.ts'
import type { Manifest } from '../../backup/manifest.ts'
import { noteBackup } from '../../backup/note-backup.ts'
import { filesFolderOf } from '../../server.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { openStanding } from '../open-standing.ts'

/** `stowage backup`: all that a restore needs, in a folder of its own, while the server goes on. */
export const backup: Command = {
  usage: 'backup [<folder>] [--with-keys] [--json]',
  summary: 'Backs the database and the files up into a new folder, also while the server runs',
  optionHelp: {
    '--with-keys': 'Also takes the keys of the home along; keep such a backup as you would keep the keys',
  },
  options: { ...jsonOption, 'with-keys': { type: 'boolean' } },
  maximumWords: 1,
  async run(context) {
    const { settings, words, options, progress } = context
    const room = resolve(words[0] ?? join(settings.STOWAGE_HOME, 'backups'))
    const folder = join(room, backupName(new Date()))
    const stop = new AbortController()
    void context.stopRequested.then(() => stop.abort())
    const standing = await openStanding({ context, command: 'backup', mayMake: false, mayJoin: true })
    try {
      const keys = await readHomeKeys(settings)
      const manifest = await progress.step('Backing up', async (tell) => {
        const filesFolder = filesFolderOf(settings.STOWAGE_HOME)
        const areKeysIncluded = options['with-keys'] === true
        const { access } = standing
        const made = await makeBackup({
          access,
          filesFolder,
          keys,
          areKeysIncluded,
          folder,
          tell,
          signal: stop.signal,
        })
        await noteBackup(access, { folder, manifest: made })
        return made
      })
      say(context, folder, manifest)
      return 0
    } finally {
      await standing.close()
    }
  },
}

function say({ print, report, settings }: CommandContext, folder: string, manifest: Manifest): void {
  const { tables, files, ledger, keys, seconds, madeAt } = manifest
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0) + files.bytes
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  print(`Backed up as of ${madeAt} into ${folder}`)
  print(
    `  ${rows} rows of ${tables.length} tables, ${files.count} files; ` +
      `${Math.ceil(bytes / 1e6)} MB in ${seconds.toFixed(1)} s, read back and whole`,
  )
  print(`  ${ledger.movements} movements, sealed up to ${ledger.sealedPosition}`)
  if (ledger.head !== null) print(`  head ${ledger.head}`)
  if (files.missing.length > 0) {
    print(
      `  ${files.missing.length} files are lost or altered in the home, and not in it: ` +
        files.missing.join(', '),
    )
  }
  print(
    keys.areIncluded
      ? '  The keys are in it: whoever has this backup can read every secret and seal as you do. Keep it so.'
      : `  The keys are not in it: keep ${settings.STOWAGE_HOME}/secret-key and seal-key.pem ` +
          'in another place, or use --with-keys.',
  )
  report({ folder, bytes, rows, ...withoutLists(manifest) })
}

function withoutLists({ tables, migrations, partitions, sequences, ...rest }: Manifest) {
  return {
    ...rest,
    tables: tables.length,
    migrations: migrations.length,
    partitions: partitions.length,
    sequences: sequences.length,
  }
}
