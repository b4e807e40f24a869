import type { ServiceContext } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { kernelOf } from '../plugin-host/kernel.ts'
import type { Failure, ImportRecord } from './import.model.ts'
import type { ImportOnTheWire } from './import.schemas.ts'

type Present = (request: FastifyRequest, record: ImportRecord) => Promise<ImportOnTheWire>

/** Makes what shows an import to whoever asks: with names, and sentences in his language. */
export function presenterOf(context: ServiceContext): Present {
  const { errors } = kernelOf(context)
  return async (request, record) => {
    const { imports } = context.services
    const said = ({ code, facts }: Failure) => ({
      code,
      detail: errors.sentence(code, facts, request.language),
    })
    const { createdBy, sameFile } = await request.transaction(async (trx) => ({
      createdBy: await trx('access.actor').where({ id: record.createdBy }).first('id', 'name'),
      sameFile: await trx('imports.import as i')
        .join('host.file as f', 'f.id', 'i.file')
        .whereRaw('f.sha256 = (select sha256 from host.file where id = ?)', [record.file])
        .where({ importable: record.importable })
        .whereNot('i.id', record.id)
        .where('i.created_at', '<', record.createdAt)
        .whereIn('i.state', ['done', 'running', 'paused', 'cancelled'])
        .whereRaw('i.checked is not null and i.created + i.updated > 0')
        .orderBy('i.created_at', 'desc')
        .first('i.id', { createdAt: 'i.created_at' }),
    }))
    const { run, isForRefused, wish, job, file, owner, ...shown } = record.toJSON() as ImportRecord
    return {
      ...shown,
      headers: [...record.headers],
      sample: record.sample.map((row) => [...row]),
      mapping: { ...record.mapping },
      sheets: [...(await imports.sheets(record).catch(() => []))],
      failure: record.failure === null ? null : said(record.failure),
      undoRefused: record.undoRefused.map(said),
      canUndo: imports.importables.get(record.importable)?.undo !== undefined,
      createdBy: createdBy ?? { id: record.createdBy, name: '' },
      sameFile: sameFile ?? null,
    }
  }
}
