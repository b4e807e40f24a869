/*
 * A field is made, changed or removed while all nodes serve:
 *   1. one at a time, and never beside a change of the set of plugins: both hold the same lock;
 *   2. in one transaction, while nobody writes such values, the definition changes with what records say of
 *      it and with the audit, and its number rises; who validates by the old number writes nothing from then on;
 *   3. indexes follow;
 *   4. every living node makes its set anew and serves it; the answer waits for that, ten seconds at most.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { customDeclaration, readCustomFields } from '../custom-fields/custom-declaration.ts'
import { CustomField } from '../custom-fields/custom-field.model.ts'
import type { FieldsChange } from '../custom-fields/custom-field.routes.ts'
import { FIELDS_LOCK } from '../fields/field-writes.ts'
import { dropFieldIndexes, indexFields } from '../fields/index-fields.ts'
import { CHANGE_CHANNEL } from './change.ts'
import { takeChangeLock } from './change-lock.ts'

const NODES_PATIENCE_MS = 10_000

type Place = Pick<Kernel, 'database' | 'permissions'>

/**
 * Changes the definitions and has all nodes follow.
 * @throws whatever `work` throws, and nothing has changed; `host.change_running`
 */
export async function defineFields<Result>(
  { database, permissions }: Place,
  { reshapes, work }: FieldsChange<Result>,
): Promise<Result> {
  const lock = await takeChangeLock(database)
  let number = 0
  try {
    if (reshapes !== undefined) await dropIndexesOf(reshapes, lock, database)
    return await database.appAll.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(?)', [FIELDS_LOCK])
      const result = await work(trx)
      const [raised] = await trx('host.plugin_set')
        .update({ fields: trx.raw('fields + 1') })
        .returning('fields')
      number = Number(raised.fields)
      await trx.raw('select pg_notify(?, ?)', [CHANGE_CHANNEL, 'fields'])
      return result
    })
  } finally {
    try {
      const { declaration } = await readCustomFields(database, permissions)
      if (declaration !== undefined) await indexFields(lock, declaration)
    } finally {
      await lock.end()
    }
    await untilServed(database, number)
  }
}

/** A retired field has them still, and they hold for whatever is written under its name. */
async function dropIndexesOf(id: string, lock: pg.Client, { appAll }: Place['database']): Promise<void> {
  const rows = await CustomField.query(appAll).where({ id })
  const shown = rows.map((row) => ({ ...row, isRetired: false, permission: null }) as CustomField)
  const declaration = customDeclaration(shown, new Map())
  if (declaration !== undefined) await dropFieldIndexes(lock, declaration)
}

/** A node that is frozen is not waited for longer; it writes no values by what it knows. */
async function untilServed({ appAll }: Place['database'], number: number): Promise<void> {
  for (const until = Date.now() + NODES_PATIENCE_MS; Date.now() < until; await pause(25)) {
    const late = await appAll('host.node')
      .where('fields', '<', number)
      .whereRaw('lease_until > now()')
      .first('id')
    if (late === undefined) return
  }
}
