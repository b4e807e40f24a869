import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import serveFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { takesBrotli } from './compressed-answers.ts'
import { contentSecurityPolicy, inlineScriptHashes } from './security-headers.ts'

/** Answers a navigation with the page of the screens; false when it is not one. */
export type AnswerNavigation = (request: FastifyRequest, reply: FastifyReply) => boolean

/**
 * Serves the admin's built files, in the brotli form that the build made beside each. Only files that are
 * there at the start have an address, each as a route of its own, so that no path can lead out of the folder;
 * addresses of screens all get the one page.
 */
export async function serveScreens(app: FastifyInstance, folder: string): Promise<AnswerNavigation> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const policy = contentSecurityPolicy(inlineScriptHashes(page))
  await app.register(serveFiles, {
    root: folder,
    wildcard: false,
    index: false,
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    globIgnore: ['**/index.html', '**/*.map', '**/*.br', 'floor/**'],
    setHeaders: (reply, path) => {
      const isHashed = /[\\/]assets[\\/]/.test(path)
      const cacheControl = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache'
      reply.header('cache-control', cacheControl)
    },
  })
  const small = brotliCompressSync(page)
  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .type('text/html; charset=utf-8')
    return takesBrotli(request) ? reply.header('content-encoding', 'br').send(small) : reply.send(page)
  }
  app.get('/', { schema: { hide: true } }, sendPage)
  return (request, reply) => {
    if (!isNavigation(request)) return false
    sendPage(request, reply.code(200))
    return true
  }
}

/** A browser going to an address: it asks for HTML, and neither the API nor a file is there. */
function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0]!
  if ((method !== 'GET' && method !== 'HEAD') || /^\/(api|health)(\/|$)/.test(path)) return false
  return headers.accept?.includes('text/html') === true && !/\.\w+$/.test(path)
}
