import { randomUUID } from 'node:crypto'
import { newId } from '../../../core/src/database/ids.ts'
import type { Memory } from './memory.ts'
import type { Sent } from './wire.ts'
import { type Body, Fresh, type Part, Raw, Seen, toJson, type Wish } from './wish.ts'

/** A wish with all that was not known before put in: what goes over the wire. */
export function written({ method, path, params, query, headers, body }: Wish, memory: Memory): Sent {
  const steps = path.replaceAll(/\{([^}]+)\}/g, (all, name) =>
    name in params ? encodeURIComponent(text(params[name], memory)) : all,
  )
  const asked = query.map(([name, value]) => {
    return `${encodeURIComponent(text(name, memory))}=${encodeURIComponent(text(value, memory))}`
  })
  const { bytes, type } = bytesOf(body, memory)
  return {
    method,
    address: [onTheWire(steps), asked.join('&')].filter(Boolean).join('?'),
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...(bytes !== undefined && { 'content-length': String(bytes.length) }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, text(value, memory)])),
    },
    bytes,
  }
}

/** An address takes visible characters alone. */
function onTheWire(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character.toWellFormed()))
}

function text(value: unknown, memory: Memory): string {
  const known = resolved(value, memory)
  return (typeof known === 'string' ? known : toJson(known)).toWellFormed()
}

function bytesOf(body: Body, memory: Memory): { bytes?: Buffer; type?: string | undefined } {
  switch (body.kind) {
    case 'none':
      return {}
    case 'bytes':
      return body
    case 'form':
      return formOf(body.parts, memory)
    case 'json':
      return json(toJson(resolved(body.value, memory)))
    case 'spoiled':
      return json(body.spoil(toJson(resolved(body.value, memory))))
  }
}

function json(content: string) {
  return { bytes: Buffer.from(content), type: 'application/json' }
}

function formOf(parts: readonly Part[], memory: Memory) {
  const boundary = randomUUID()
  const pieces = parts.flatMap(({ name, fileName, content }) => [
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`,
    fileName === undefined ? '' : `; filename="${fileName}"\r\ncontent-type: application/octet-stream`,
    '\r\n\r\n',
    Buffer.isBuffer(content) ? content : text(content, memory),
    '\r\n',
  ])
  const bytes = Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece)))
  return { bytes, type: `multipart/form-data; boundary=${boundary}` }
}

function resolved(value: unknown, memory: Memory): unknown {
  if (value instanceof Fresh) return newId()
  if (value instanceof Seen) {
    return memory.recall(value.names, value.pick) ?? resolved(value.otherwise, memory)
  }
  if (value instanceof Raw || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => resolved(one, memory))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, memory)]))
}
