import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import { buildGeneration, type Generation } from '../../../core/src/app.ts'
import { openDatabase } from '../../../core/src/database/database.ts'
import { openContentFolder } from '../../../core/src/files/content-folder.ts'
import { startBackground } from '../../../core/src/host/background.ts'
import type { ImportRecord } from '../../../core/src/imports/import.model.ts'
import { tableFile } from '../../../core/src/imports/reading/table-file.ts'
import { gtinCheckDigit } from '../../../core/src/items/gtin.ts'
import { makeBins, prepareDatabaseFor } from '../prepared-platform.ts'
import { median } from '../rates.ts'
import type { EdgeBench } from './edge-bench.ts'

const author = { actor: systemActor }
const WORKING = ['checking', 'running']

/**
 * How many rows of a file become items, and stock, in a second: a CSV of 100,000 rows, as a job that keeps
 * its
 * place, on a node that does all of it in one process. The trial before it is told apart.
 */
export async function measureImports({ server, credentials, options }: EdgeBench): Promise<object> {
  const { rounds, isQuick, say, stopped } = options
  const rows = isQuick ? 5_000 : 100_000
  const found: Record<string, number[]> = {}
  for (let round = 0; round < rounds && !stopped.aborted; round += 1) {
    const name = `imports_${round}`
    const access = await prepareDatabaseFor(server, name, credentials)
    await makeBins(server.urlOf(name))
    const folder = await mkdtemp(join(tmpdir(), 'stowage-bench-'))
    const database = openDatabase(access)
    const generation = await buildGeneration({ database, filesFolder: folder, secretKey: randomBytes(32) })
    const background = await startBackground(generation)
    try {
      for (const [importable, content] of [
        ['items', itemsOf(rows)],
        ['stock', stockOf(rows)],
      ] as const) {
        const { check, run } = await imported(generation, { folder, importable, content, rows })
        say(`round ${round + 1}: ${importable}: ${run} rows a second, ${check} in the trial`)
        for (const [figure, rate] of Object.entries({ [importable]: run, [`${importable}_trial`]: check }))
          found[figure] = [...(found[figure] ?? []), rate]
      }
    } finally {
      await background.stop()
      await generation.app.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
      await server.dropDatabase(name)
    }
  }
  const medians = Object.entries(found).map(([figure, rates]) => [figure, Math.round(median(rates))])
  return { import_rows: rows, import_rows_per_second: Object.fromEntries(medians) }
}

interface File {
  readonly folder: string
  readonly importable: string
  readonly content: AsyncIterable<string>
  readonly rows: number
}

async function imported({ kernel, services }: Generation, file: File) {
  const { database } = kernel
  const { imports } = services
  const contents = openContentFolder(file.folder)
  const bytes = Readable.from(file.content).map((text: string) => Buffer.from(text))
  const content = await contents.store(bytes, 'bench.csv', tableFile)
  const importable = imports.importables.get(file.importable)!
  const upload = { name: 'bench.csv', owner: undefined, content }
  const { id } = await database.transaction(systemActor, (trx) =>
    imports.create(trx, author, { importable, upload, owner: 0 }),
  )
  const timed = async (begin: Promise<ImportRecord>) => {
    await begin
    for (;;) {
      const record = await database.transaction(systemActor, (trx) => imports.get(trx, id))
      if (!WORKING.includes(record.state)) {
        const { created, refused, failure, startedAt, endedAt } = record
        if (created !== file.rows)
          throw new Error(`${created} made, ${refused} refused: ${JSON.stringify(failure)}`)
        return Math.round((file.rows / (Date.parse(endedAt!) - Date.parse(startedAt!))) * 1_000)
      }
      await pause(50)
    }
  }
  const check = await timed(database.transaction(systemActor, (trx) => imports.check(trx, author, id)))
  const run = await timed(
    database.transaction(systemActor, (trx) => imports.run(trx, author, { id, isAtomic: false })),
  )
  return { check, run }
}

async function* itemsOf(rows: number): AsyncGenerator<string> {
  yield 'SKU,Name,Category,Base unit,GTIN,Weight in grams\r\n'
  for (let from = 0; from < rows; from += 1_000) {
    yield Array.from({ length: Math.min(1_000, rows - from) }, (_, n) => {
      const number = from + n
      const digits = `40${String(number).padStart(10, '0')}`
      const gtin = `${digits}${gtinCheckDigit(digits)}`
      return `BENCH-${number},"Item ${number}, as it is called",Category ${number % 40},each,${gtin},${number % 900}.5\r\n`
    }).join('')
  }
}

async function* stockOf(rows: number): AsyncGenerator<string> {
  yield 'SKU,Location,Quantity\r\n'
  for (let from = 0; from < rows; from += 1_000) {
    yield Array.from({ length: Math.min(1_000, rows - from) }, (_, n) => {
      const number = from + n
      return `BENCH-${number},B${1 + (number % 20)},${1 + (number % 50)}\r\n`
    }).join('')
  }
}
