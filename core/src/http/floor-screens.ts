import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { takesBrotli } from './compressed-answers.ts'
import { FLOOR_POLICY } from './security-headers.ts'

/** The addresses of the one page; the worker that keeps it stands beneath and is allowed to serve both. */
const PAGES = ['/floor', '/floor/']

/**
 * Serves the floor's built files at `/floor`, in the brotli form that the build made beside each. All of them
 * are public: who may do what is asked by the API.
 */
export async function serveFloor(app: FastifyInstance, folder: string): Promise<void> {
  const pagePath = join(folder, 'index.html')
  if (!existsSync(pagePath)) return
  await app.register(serveFiles, {
    root: folder,
    prefix: '/floor/',
    wildcard: false,
    index: false,
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    globIgnore: ['**/index.html', '**/*.map', '**/*.br'],
    setHeaders: (reply, path) => setFileHeaders(reply, path),
  })
  const page = readFileSync(pagePath)
  const small = brotliCompressSync(page)
  for (const address of PAGES) {
    app.get(address, { schema: { hide: true } }, (request, reply) => {
      reply
        .header('content-security-policy', FLOOR_POLICY)
        .header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
        .header('cache-control', 'no-cache')
        .header('vary', 'accept-encoding')
        .type('text/html; charset=utf-8')
      return takesBrotli(request) ? reply.header('content-encoding', 'br').send(small) : reply.send(page)
    })
  }
}

/** Files with a hash in their name never change; the worker and the manifest are looked at each time. */
function setFileHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  const isHashed = /[\\/]assets[\\/]/.test(path)
  reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (/[\\/]worker\.js(\.br)?$/.test(path)) reply.header('service-worker-allowed', '/floor')
}
