import type { MultipartFile } from '@fastify/multipart'
import { DomainError, refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import { isUuid } from '../http/formats.ts'
import { anyFile, type ContentFolder, type ContentRules, type StoredContent } from './content-folder.ts'
import { checkedName } from './file.store.ts'

/** Room for the form around the file. */
const FORM_BYTES = 16 * 1024

/** What the form's reader refuses beyond. */
export function uploadLimits({ maximumBytes }: ContentRules) {
  return {
    fieldNameSize: 40,
    fieldSize: 100,
    fields: 2,
    files: 1,
    parts: 3,
    headerPairs: 20,
    // One byte more than is stored, so that our own count finds it and says so.
    fileSize: maximumBytes + 1,
  } as const
}

/** A file that has arrived. */
export interface Upload {
  readonly name: string
  /** The owner's id, where the form has one. */
  readonly owner: string | undefined
  readonly content: StoredContent
}

/**
 * Reads the one file of a form into the folder.
 * @throws `host.file_…`; nothing is left on disk then
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: ContentFolder,
  rules: ContentRules = anyFile,
): Promise<Upload> {
  const { maximumBytes } = rules
  if (!request.isMultipart()) {
    throw refuse('host.file_form_invalid', { problem: 'it is not multipart/form-data' })
  }
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes + FORM_BYTES) {
    throw refuse('host.file_too_large', { name: 'that you send', maximumBytes })
  }
  try {
    return await read(request, folder, rules)
  } catch (error) {
    throw refusalOf(error, rules)
  }
}

async function read(request: FastifyRequest, folder: ContentFolder, rules: ContentRules): Promise<Upload> {
  let owner: string | undefined
  let upload: Upload | undefined
  try {
    for await (const part of request.parts()) {
      if (upload !== undefined) throw formFault('something follows the file')
      if (part.type === 'file') upload = await store(part, { owner, folder, rules })
      else if (part.fieldname === 'owner') owner = checkedOwner(part.value)
      else throw formFault(`there is no part "${part.fieldname.slice(0, 40)}"`)
    }
  } catch (error) {
    if (upload !== undefined) await folder.remove(upload.content)
    throw error
  }
  if (upload === undefined) throw refuse('host.file_missing')
  return upload
}

async function store(
  part: MultipartFile,
  { owner, folder, rules }: { owner: string | undefined; folder: ContentFolder; rules: ContentRules },
): Promise<Upload> {
  if (part.fieldname !== 'file') throw formFault(`there is no part "${part.fieldname.slice(0, 40)}"`)
  const name = checkedName(part.filename ?? '')
  return { name, owner, content: await folder.store(part.file, name, rules) }
}

function checkedOwner(value: unknown): string {
  if (typeof value === 'string' && isUuid(value)) return value
  throw formFault('the owner is no id')
}

function formFault(problem: string): DomainError {
  return refuse('host.file_form_invalid', { problem })
}

function refusalOf(error: unknown, { maximumBytes }: ContentRules): unknown {
  if (error instanceof DomainError) return error
  const { code = '' } = error as { code?: string }
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return refuse('host.file_too_large', { name: 'that you send', maximumBytes })
  }
  // All else that the reader says is a fault of the form; what the disk says is not.
  const isOfForm =
    code.startsWith('FST_') ||
    (error instanceof Error && /multipart|form|boundary|part /i.test(error.message))
  return isOfForm ? formFault('it is broken, or has more parts than one file') : error
}
