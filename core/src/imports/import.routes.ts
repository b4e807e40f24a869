import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Actor, refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ownerNumbers } from '../access/owners/owner.service.ts'
import { IdParams } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { UploadForm } from '../files/file.schemas.ts'
import { folderOf, ownerUnlessSaid } from '../files/file.store.ts'
import { receiveUpload, type Upload, uploadLimits } from '../files/receive-upload.ts'
import { IfMatch, versionSeen, withVersion } from '../http/if-match.ts'
import { mayUse } from '../http/may-use.ts'
import { kernelOf } from '../plugin-host/kernel.ts'
import { inLanguage } from '../plugin-host/messages.ts'
import { importList } from './import.list.ts'
import type { ImportRecord } from './import.model.ts'
import { ImportableOnTheWire, ImportOnTheWire, ImportPatch, RunWish } from './import.schemas.ts'
import { columnsFor, type Importable, importableNamed, importablesOf } from './importables/importable.ts'
import { mappingRoutes } from './mapping/mapping.routes.ts'
import { presenterOf } from './present-import.ts'
import { tableFile } from './reading/table-file.ts'
import { refusedRoutes } from './rows/refused.routes.ts'

const tags = ['imports']
const read = { permission: 'imports.import.read' }
const write = { permission: 'imports.import.write' }

/**
 * Who asks, with his rights where an importable's own permission counts: what he may not write by hand he may
 * not import.
 * @throws DomainError `http.forbidden`
 */
export async function actorFor(
  { services }: ServiceContext,
  request: FastifyRequest,
  { permission }: Importable,
): Promise<Actor> {
  const actor = await services.access.authenticate(request, permission)
  if (actor === null) throw refuse('http.unauthenticated')
  if (!mayUse(actor, permission)) throw refuse('http.forbidden', { permission, actor: actor.name })
  return actor
}

/** `/api/v1/imports`: files that are brought in. */
export function importRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    // Once all routes stand: a mistake in an importable stops the boot.
    app.addHook('onReady', async () => {
      importablesOf(kernelOf(context).plugins)
    })
    app.list('', {
      ...read,
      list: importList,
      summary: 'List imports: who brought in what, and what became of it',
    })
    await app.register(importablesRoute(context))
    await app.register(uploadRoute(context))
    await app.register(mappingRoutes(context))
    await app.register(refusedRoutes(context))
    await app.register(oneImport(context))
    await app.register(commandRoutes(context))
  }
}

function importablesRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/importables',
      {
        config: read,
        schema: {
          tags,
          summary: 'Tell what rows of a file can become, and what they can say',
          response: { 200: Type.Object({ data: Type.Array(ImportableOnTheWire) }) },
        },
      },
      async (request) => {
        const data = []
        for (const importable of context.services.imports.importables.values()) {
          const actor = await context.services.access.authenticate(request, importable.permission)
          if (actor !== null && mayUse(actor, importable.permission))
            data.push(shown(importable, actor, request))
        }
        return { data }
      },
    )
  }
}

function shown(importable: Importable, actor: Actor, { language }: FastifyRequest) {
  const { name, title, plugin, permission, undo } = importable
  const said = inLanguage(plugin, language, {
    title,
    columns: columnsFor(importable, actor).map((column) => ({
      name: column.name,
      title: column.title,
      description: column.description ?? null,
      kind: column.kind as string,
      choices: [...column.choices],
      isRequired: column.isRequired,
    })),
  })
  return { name, plugin: plugin.name, permission, canUndo: undo !== undefined, ...said }
}

/** In a scope of its own: no other route takes forms. */
function uploadRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  const kernel = kernelOf(context)
  const present = presenterOf(context)
  return async (app) => {
    await app.register(multipart, {
      limits: uploadLimits(tableFile),
      preservePath: true,
      throwFileSizeLimit: false,
    })
    app.post(
      '',
      {
        config: write,
        // The form comes as a stream and is checked as it is read.
        validatorCompiler: ({ httpPart, schema }) =>
          httpPart === 'body' ? () => true : app.validatorCompiler!({ httpPart, schema } as never),
        schema: {
          tags,
          summary: 'Bring in a file: CSV in any encoding, or an XLSX workbook, of up to 200 MB',
          description:
            'It is read at its beginning and mapped as far as its names tell; nothing is written yet. ' +
            'It stays as it came.',
          consumes: ['multipart/form-data'],
          querystring: Type.Object(
            {
              importable: Type.String({
                minLength: 1,
                maxLength: 64,
                description: 'What its rows are to become',
              }),
            },
            { additionalProperties: false },
          ),
          body: UploadForm,
          response: { 201: ImportOnTheWire },
        },
      },
      async (request, reply) => {
        const importable = importableNamed(context.services.imports.importables, request.query.importable)
        const actor = await actorFor(context, request, importable)
        const contents = folderOf(kernel.files)
        const upload = await receiveUpload(request, contents, tableFile)
        try {
          const record = await kernel.database.transaction(actor, async (trx) => {
            const owner = await ownerOf(trx, actor, upload)
            const author = { ...authorOf(request), actor }
            return context.services.imports.create(trx, author, { importable, upload, owner })
          })
          return reply.code(201).send(withVersion(reply, await present(request, record)))
        } catch (error) {
          await contents.remove(upload.content)
          throw error
        }
      },
    )
  }
}

async function ownerOf(trx: Transaction, actor: Actor, { owner }: Upload): Promise<number> {
  if (owner === undefined) return ownerUnlessSaid(actor)
  const number = (await ownerNumbers(trx, [owner])).get(owner)
  if (number === undefined) throw refuse('access.owner_unknown', { owner }, '/owner')
  return number
}

function oneImport(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { imports } = context.services
  const present = presenterOf(context)
  return async (app) => {
    app.get(
      '/:id',
      {
        config: read,
        schema: { tags, summary: 'Read one import', params: IdParams, response: { 200: ImportOnTheWire } },
      },
      async (request, reply) => {
        const record = await request.transaction((trx) => imports.get(trx, request.params.id))
        return withVersion(reply, await present(request, record))
      },
    )
    app.patch(
      '/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Change how a file is read and mapped',
          description: 'What is left out stays. It has to be tried again afterwards.',
          params: IdParams,
          headers: IfMatch,
          body: ImportPatch,
          response: { 200: ImportOnTheWire },
        },
      },
      async (request, reply) => {
        const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
        const record = await asImporter(context, request, (trx, author) => imports.change(trx, author, wish))
        return withVersion(reply, await present(request, record))
      },
    )
    app.delete(
      '/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Forget an import of which nothing went in, and its file',
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await asImporter(context, request, (trx, author) => imports.remove(trx, author, request.params.id))
        return reply.code(204).send(null)
      },
    )
  }
}

type Work<Result> = (
  trx: Transaction,
  author: ReturnType<typeof authorOf>,
  importable: Importable,
) => Promise<Result>

/** Does something about an import with the rights that its own rows take. */
export async function asImporter<Result>(
  context: ServiceContext,
  request: FastifyRequest & { readonly params: { readonly id: string } },
  work: Work<Result>,
): Promise<Result> {
  const { imports } = context.services
  const { importable: name } = await request.transaction((trx) => imports.get(trx, request.params.id))
  const importable = importableNamed(imports.importables, name)
  const actor = await actorFor(context, request, importable)
  return context.transaction(actor, (trx) => work(trx, { ...authorOf(request), actor }, importable))
}

const COMMANDS = {
  check: 'Have the whole file tried: each row that would be refused is named, and nothing is written',
  run: 'Have it run, or go on where it stopped; once done, for the rows that were refused',
  pause: 'Have it pause after the rows in hand',
  cancel: 'Have it stop for good after the rows in hand; what went in stays',
  undo: 'Have taken back what went in, where that can be: stock by reversals',
} as const

function commandRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { imports } = context.services
  const present = presenterOf(context)
  const carryOut = (command: keyof typeof COMMANDS, id: string, isAtomic: boolean): Work<ImportRecord> => {
    switch (command) {
      case 'check':
        return (trx, author) => imports.check(trx, author, id)
      case 'run':
        return (trx, author) => imports.run(trx, author, { id, isAtomic })
      case 'undo':
        return (trx, author) => imports.undo(trx, author, id)
      default:
        return (trx, author) => imports.stop(trx, author, { id, wish: command })
    }
  }
  return async (app) => {
    for (const [command, summary] of Object.entries(COMMANDS)) {
      app.post(
        `/:id/${command}`,
        {
          config: write,
          schema: {
            tags,
            summary,
            params: IdParams,
            body: command === 'run' ? RunWish : Type.Object({}, { additionalProperties: false }),
            response: { 202: ImportOnTheWire },
          },
        },
        async (request, reply) => {
          const { isAtomic = false } = request.body as { isAtomic?: boolean }
          const work = carryOut(command as keyof typeof COMMANDS, request.params.id, isAtomic)
          const record = await asImporter(context, request, work)
          return reply.code(202).send(withVersion(reply, await present(request, record)))
        },
      )
    }
  }
}
