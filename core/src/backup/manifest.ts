import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { type Static, Type } from 'typebox'
import { CommandFailure } from '../cli/command-failure.ts'
import { writeSynced } from './write-synced.ts'

/** The form of backups that this version writes. One that it cannot read has a higher number. */
export const FORMAT = 1

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 63 })
const Count = Type.Integer({ minimum: 0 })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const KeyId = Type.Union([Type.String(), Type.Null()])

const Table = Type.Object(
  { schema: Name, name: Name, columns: Type.Array(Name), rows: Count, bytes: Count, sha256: Sha256 },
  closed,
)
const Partition = Type.Object(
  { schema: Name, name: Name, parent: Name, bound: Type.String(), key: Type.Optional(Type.String()) },
  closed,
)

/** What is in a backup: enough to know, without a database, what it holds and whether it is whole. */
export const Manifest = Type.Object(
  {
    format: Type.Integer({ minimum: 1 }),
    stowage: Type.String(),
    postgres: Type.String(),
    madeAt: Type.String(),
    madeBy: Type.String(),
    seconds: Type.Number(),
    plugins: Type.Array(Type.Object({ name: Name, version: Type.String(), isOn: Type.Boolean() }, closed)),
    migrations: Type.Array(Type.Object({ plugin: Name, id: Type.String(), sha256: Sha256 }, closed)),
    queue: Count,
    tables: Type.Array(Table),
    partitions: Type.Array(Partition),
    sequences: Type.Array(Type.Object({ schema: Name, name: Name, last: Type.String() }, closed)),
    files: Type.Object(
      { count: Count, bytes: Count, list: Sha256, missing: Type.Array(Type.String()) },
      closed,
    ),
    ledger: Type.Object(
      { movements: Count, lines: Count, positions: Count, sealedPosition: Count, head: KeyId },
      closed,
    ),
    keys: Type.Object({ areIncluded: Type.Boolean(), secretKey: KeyId, sealKey: KeyId }, closed),
  },
  closed,
)

/** The manifest of a backup, as it stands in `manifest.json`. */
export type Manifest = Static<typeof Manifest>

const isManifest = new Ajv({ allErrors: false }).compile<Manifest>(Manifest)

/** Writes the manifest, and its checksum beside it, which `sha256sum -c` understands. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const sum = createHash('sha256').update(text).digest('hex')
  await writeSynced(join(folder, 'manifest.json'), text)
  await writeSynced(join(folder, 'manifest.sha256'), `${sum}  manifest.json\n`)
}

/**
 * Reads the manifest of a backup.
 * @throws CommandFailure where there is none, it was altered, or a newer version wrote it
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined)
  const sum = await readFile(join(folder, 'manifest.sha256'), 'utf8').catch(() => '')
  if (text === undefined) {
    throw unfit(
      `${folder} is no backup: it has no manifest.json. One that was cut has none, and is of no use.`,
    )
  }
  if (createHash('sha256').update(text).digest('hex') !== sum.slice(0, 64)) {
    throw unfit(
      `The manifest of ${folder} is not the one that was written; take another copy of this backup.`,
    )
  }
  const read: { format?: number; stowage?: string } = JSON.parse(text)
  if ((read.format ?? 0) > FORMAT) {
    throw unfit(
      `This backup was made by Stowage ${read.stowage}, in a form that this version does not know; use that.`,
    )
  }
  if (isManifest(read)) return read
  throw unfit(`The manifest of ${folder} is none of Stowage's (${isManifest.errors?.[0]?.instancePath}).`)
}

/** The name of a table's rows within a backup. */
export function tableFile({ schema, name }: { schema: string; name: string }): string {
  return join('database', `${schema}.${name}.copy.gz`)
}

/** Why a backup is refused: a file that was given is wrong. */
export function unfit(sentence: string): CommandFailure {
  return new CommandFailure('input', sentence)
}
