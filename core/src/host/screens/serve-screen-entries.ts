import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { PluginDeclaration } from '@stowage/sdk'
import type { FastifyInstance } from 'fastify'
import { takesBrotli } from '../../http/compressed-answers.ts'
import { screenEntryOf } from './screen-entry.ts'

const compress = promisify(brotliCompress)

/**
 * Serves the built screens of plugins, each at the one address that has its hash, and no other file.
 * They hold
 * no secrets: whoever may not use a screen is refused by the routes behind it.
 */
export function serveScreenEntries(app: FastifyInstance, plugins: readonly PluginDeclaration[]): void {
  for (const plugin of plugins) {
    const entry = screenEntryOf(plugin)
    if (entry === undefined) continue
    let small: Promise<Buffer> | undefined
    app.get(entry.url, { schema: { hide: true } }, async (request, reply) => {
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .header('x-content-type-options', 'nosniff')
        .type('text/javascript; charset=utf-8')
      if (!takesBrotli(request)) return entry.code
      small ??= compress(entry.code)
      reply.header('content-encoding', 'br')
      return small
    })
  }
}
