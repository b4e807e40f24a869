import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type StoredFile, type Transaction } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { ownerIds, ownerNumbers } from '../access/owners/owner.service.ts'
import { IdParams } from '../access/wire-types.ts'
import { authorOf } from '../audit/author-of.ts'
import { defineList } from '../http/list/define-list.ts'
import { anyFile, type ContentFolder } from './content-folder.ts'
import { FileOnTheWire, UploadForm } from './file.schemas.ts'
import { folderOf, getFile, insertFile, ownerUnlessSaid, removeFile } from './file.store.ts'
import { nameToSave, STORED_TYPES } from './media-type.ts'
import { receiveUpload, type Upload, uploadLimits } from './receive-upload.ts'

const fileList = defineList({
  from: (trx) => trx('host.file as f').leftJoin('access.owner as o', 'o.no', 'f.owner'),
  key: 'f.id',
  defaultSort: '-createdAt',
  row: FileOnTheWire,
  fields: {
    id: { column: 'f.id', type: 'uuid', filter: true },
    name: { column: 'f.name', type: 'string', filter: ['eq', 'startsWith'], sort: true },
    mediaType: { column: 'f.media_type', type: 'string', filter: ['eq', 'in'] },
    sizeBytes: { column: 'f.size_bytes', type: 'integer', sort: true },
    sha256: { column: 'f.sha256', type: 'string', filter: ['eq', 'in'] },
    owner: { column: 'o.id', type: 'uuid', filter: ['eq', 'in'] },
    createdBy: { column: 'f.created_by', type: 'uuid', filter: ['eq', 'in'] },
    createdAt: { column: 'f.created_at', type: 'date-time', filter: true, sort: true },
  },
})

const tags = ['host']
const read = { permission: 'host.file.read' }
const write = { permission: 'host.file.write' }

/** `/api/v1/host/files`: the one room for files. */
export function fileRoutes(folder: ContentFolder | undefined): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.list('/files', { ...read, list: fileList, summary: 'List stored files' })
    await app.register(uploadRoute(folder))
    await app.register(contentRoute(folder))

    app.get(
      '/files/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'Read what is known of a file',
          params: IdParams,
          response: { 200: FileOnTheWire },
        },
      },
      (request) => request.transaction(async (trx) => onTheWire(trx, await getFile(trx, request.params.id))),
    )

    app.delete(
      '/files/:id',
      {
        config: write,
        schema: {
          tags,
          summary: 'Remove a file that nothing needs',
          params: IdParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.transaction((trx) => removeFile(trx, authorOf(request), request.params.id))
        return reply.code(204).send(null)
      },
    )
  }
}

/** In a scope of its own: no other route takes forms. */
function uploadRoute(folder: ContentFolder | undefined): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(multipart, {
      limits: uploadLimits(anyFile),
      preservePath: true,
      throwFileSizeLimit: false,
    })
    app.post(
      '/files',
      {
        config: write,
        // The form comes as a stream and is checked as it is read.
        validatorCompiler: () => () => true,
        schema: {
          tags,
          summary: 'Store one file',
          description: 'It is gone after a day unless something keeps it. Its type is found by its content.',
          consumes: ['multipart/form-data'],
          body: UploadForm,
          response: { 201: FileOnTheWire },
        },
      },
      async (request, reply) => {
        const contents = folderOf(folder)
        const upload = await receiveUpload(request, contents)
        try {
          const file = await request.transaction((trx) => listUpload(trx, request, upload))
          return await reply.code(201).send(file)
        } catch (error) {
          await contents.remove(upload.content)
          throw error
        }
      },
    )
  }
}

async function listUpload(
  trx: Transaction,
  request: FastifyRequest,
  { name, owner, content }: Upload,
): Promise<Static<typeof FileOnTheWire>> {
  const number =
    owner === undefined ? ownerUnlessSaid(request.actor) : (await ownerNumbers(trx, [owner])).get(owner)
  if (number === undefined) throw refuse('access.owner_unknown', { owner }, '/owner')
  return onTheWire(trx, await insertFile(trx, authorOf(request), { content, name, owner: number }))
}

function contentRoute(folder: ContentFolder | undefined): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/files/:id/content',
      {
        config: read,
        schema: {
          tags,
          summary: 'Take a file out',
          params: IdParams,
          response: {
            200: {
              description: 'The content, to be saved and not shown',
              content: Object.fromEntries(STORED_TYPES.map((type) => [type, { schema: Type.String() }])),
            },
          },
        },
      },
      async (request, reply) => {
        const file = await request.transaction((trx) => getFile(trx, request.params.id))
        const content = await folderOf(folder).read(file)
        return setHeaders(reply, file).send(content as never)
      },
    )
  }
}

/** Whatever the content is, no browser shows or runs it here. */
function setHeaders(reply: FastifyReply, { name, mediaType, sizeBytes, sha256 }: StoredFile): FastifyReply {
  const saved = nameToSave(name, mediaType)
  const plain = saved.replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const exact = encodeURIComponent(saved).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return reply
    .type(mediaType)
    .header('content-length', sizeBytes)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${exact}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('accept-ranges', 'none')
    .header('etag', `"${sha256}"`)
}

async function onTheWire(trx: Transaction, file: StoredFile): Promise<Static<typeof FileOnTheWire>> {
  const ids = await ownerIds(trx, file.owner === 0 ? [] : [file.owner])
  return { ...file, owner: ids.get(file.owner) ?? null }
}
