import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { JobRun } from '@stowage/sdk'
import { systemActor } from '../../access/system-actor.ts'
import { buildGeneration, type Generation } from '../../app.ts'
import { folderOf } from '../../files/file.store.ts'
import { readSecretKey } from '../../home/secret-key.ts'
import type { ImportRecord } from '../../imports/import.model.ts'
import { plainName } from '../../imports/importables/columns.ts'
import { type Importable, importableNamed } from '../../imports/importables/importable.ts'
import type { Mapping } from '../../imports/mapping/mapping.ts'
import { tableFile } from '../../imports/reading/table-file.ts'
import { type DescribedRow, describer, readRefused } from '../../imports/rows/refused-rows.ts'
import { filesFolderOf } from '../../server.ts'
import { type Command, type CommandContext, jsonOption } from '../command.ts'
import { CommandFailure, EXIT_CODES } from '../command-failure.ts'
import { databaseOptionHelp, databaseOptions } from '../open-deployment.ts'
import { withPlatform } from '../with-platform.ts'

const author = { actor: systemActor }
const WORKING = ['checking', 'running']
/** So many refused rows are told; the import itself keeps them all. */
const TOLD_MAX = 1_000

/**
 * `stowage import`: brings in a file as the desk does, without a server. It is listed there like any other
 * import, can be gone on with where it was cut, and its refused rows are corrected there.
 */
export const importCommand: Command = {
  usage: 'import <kind> <file> [--dry-run] [--map <name=column,…>] [--all-or-none] [--json]',
  summary: `Brings in a CSV or XLSX file; ends with ${EXIT_CODES.refused} when rows were refused`,
  optionHelp: {
    '--dry-run': 'Only tries it: every bad row is named, and nothing is written',
    '--map': "Which column gives what, as sku=Article,name=3: the column's head, or its place from 1",
    '--all-or-none': 'Nothing goes in where one row is refused; up to 1,000 rows',
    ...databaseOptionHelp,
  },
  options: {
    ...jsonOption,
    ...databaseOptions,
    'dry-run': { type: 'boolean' },
    'all-or-none': { type: 'boolean' },
    map: { type: 'string' },
  },
  maximumWords: 2,
  async run(context) {
    const [kind, file] = context.words
    if (kind === undefined || file === undefined)
      throw new CommandFailure('usage', `What, and from which file? It is: stowage ${importCommand.usage}`)
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!isFile) throw new CommandFailure('input', `There is no file "${file}".`)
    const secretKey = await readSecretKey(context.settings)
    const filesFolder = filesFolderOf(context.settings.STOWAGE_HOME)
    const result = await withPlatform({ context, command: 'import' }, async ({ database, deployment }) => {
      const generation = await buildGeneration({ database, set: deployment.set, secretKey, filesFolder })
      try {
        return await bringIn(generation, context, { kind, file })
      } finally {
        await generation.app.close()
      }
    })
    context.report(result)
    say(context, result)
    if (result.failure !== null) throw new CommandFailure('refused', result.failure)
    return result.refused > 0 ? EXIT_CODES.refused : 0
  },
}

/** What came of it. */
interface Result extends Pick<ImportRecord, 'created' | 'updated' | 'unchanged' | 'refused'> {
  readonly import: string
  readonly kind: string
  readonly isDryRun: boolean
  readonly state: ImportRecord['state']
  readonly rows: readonly DescribedRow[]
  readonly failure: string | null
}

async function bringIn(
  generation: Generation,
  { options, progress }: CommandContext,
  { kind, file }: { readonly kind: string; readonly file: string },
): Promise<Result> {
  const { kernel, services } = generation
  const { database, errors, plugins } = kernel
  const importable = importableNamed(services.imports.importables, kind)
  const { id } = await take(generation, importable, { file, map: options.map })
  const isDryRun = options['dry-run'] === true
  await progress.step(`Trying ${basename(file)}`, async (tell) => {
    await database.transaction(systemActor, (trx) => services.imports.check(trx, author, id))
    await work(generation, id, tell)
  })
  const tried = await database.transaction(systemActor, (trx) => services.imports.get(trx, id))
  if (!isDryRun && tried.state === 'checked') {
    const isAtomic = options['all-or-none'] === true
    await progress.step(`Bringing in ${basename(file)}`, async (tell) => {
      await database.transaction(systemActor, (trx) => services.imports.run(trx, author, { id, isAtomic }))
      await work(generation, id, tell)
    })
  }
  return database.transaction(systemActor, async (trx) => {
    const record = await services.imports.get(trx, id)
    const describe = describer({ record, errors, plugins, language: 'en' })
    const rows = await readRefused(trx, id, { after: 0, limit: TOLD_MAX })
    const { state, created, updated, unchanged, refused, failure } = record
    const counts = { created, updated, unchanged, refused }
    const sentence = failure === null ? null : errors.sentence(failure.code, failure.facts)
    return { import: id, kind, isDryRun, state, ...counts, rows: rows.map(describe), failure: sentence }
  })
}

async function take(
  { kernel, services }: Generation,
  importable: Importable,
  { file, map }: { readonly file: string; readonly map: unknown },
): Promise<ImportRecord> {
  const { database } = kernel
  const { imports } = services
  const contents = folderOf(kernel.files)
  const name = basename(file)
  const content = await contents.store(createReadStream(file), name, tableFile)
  try {
    return await database.transaction(systemActor, async (trx) => {
      const upload = { name, owner: undefined, content }
      const record = await imports.create(trx, author, { importable, upload, owner: 0 })
      if (typeof map !== 'string') return record
      const { id, version } = record
      const mapping = mappingSaid(map, record)
      return imports.change(trx, author, { id, version, patch: { mapping } })
    })
  } catch (error) {
    await contents.remove(content)
    throw error
  }
}

/**
 * The mapping that its names tell, with what `--map` says in place of it.
 * @throws CommandFailure for a column that the file does not have
 */
function mappingSaid(said: string, { mapping, headers }: ImportRecord): Mapping {
  const pairs = said.split(',').map((pair) => {
    const [name = '', column = ''] = pair.split('=').map((word) => word.trim())
    const place = headers.findIndex((header) => plainName(header) === plainName(column))
    const index = place === -1 && /^[1-9]\d*$/.test(column) ? Number(column) - 1 : place
    if (name !== '' && index >= 0 && index < headers.length) return [name, { index }] as const
    throw new CommandFailure(
      'input',
      `--map "${pair.trim()}" names no column of the file; it has: ${headers.join(', ')}.`,
    )
  })
  return { ...mapping, ...Object.fromEntries(pairs) }
}

/** Works on it here and now; where a server took it first, waits until that has done it. */
async function work(
  { kernel, services }: Generation,
  id: string,
  tell: (detail: string) => void,
): Promise<void> {
  const { database } = kernel
  const job = {
    id,
    attempt: 1,
    payload: { import: id },
    services,
    signal: new AbortController().signal,
    progress: { tell: async (done: number, total: number) => tell(`${done} of ${total} rows`) },
  }
  await services.imports.work(job as unknown as JobRun<{ readonly import: string }>)
  for (;;) {
    const { state } = await database.transaction(systemActor, (trx) => services.imports.get(trx, id))
    if (!WORKING.includes(state)) return
    await pause(200)
  }
}

function say({ print }: CommandContext, result: Result): void {
  const { created, updated, unchanged, refused, isDryRun, rows } = result
  const would = isDryRun ? 'would be ' : ''
  print(
    `${created} ${would}made, ${updated} ${would}changed, ${unchanged} are so already, ${refused} refused.`,
  )
  for (const { number, problems } of rows) {
    for (const { detail, column } of problems)
      print(`  row ${number}${column ? `, ${column}` : ''}: ${detail}`)
  }
  if (refused > rows.length) print(`  and ${refused - rows.length} more`)
}
