import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/**
 * The pages' rules: everything comes from ourselves, no script stands in a page unless its hash is known, and
 * no other site may frame us. Styles in a page are allowed, because the component library makes them as it
 * runs.
 * @param scriptHashes of the inline scripts that belong to the page, as `inlineScriptHashes` gives them
 */
export function contentSecurityPolicy(scriptHashes: readonly string[] = []): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * The rules of the floor's pages: stricter, because nothing of theirs is written into a page. The camera's
 * reader is WebAssembly from our own server.
 */
export const FLOOR_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The CSP sources of the scripts (and the import map) that are written into a page. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gi)
  return [...scripts].map(([, script = '']) => {
    return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  })
}

const HSTS = { maxAge: 15_552_000, includeSubDomains: false }

/** What an answer of the API needs: it is data, never a page, and kept by nobody. */
const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': `max-age=${HSTS.maxAge}`,
  'cache-control': 'no-store',
}

/** What a file with a hash in its name needs: it is part of a page, whose own headers say all else. */
const PART_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': `max-age=${HSTS.maxAge}`,
}

/**
 * Sets the headers that tell browsers what our answers may do. Pages get helmet's whole set and widen the
 * policy themselves; the API's answers and the parts of pages get the few that say anything about
 * them, because the others cost a tenth of a small request, and as much again as a small part.
 */
export function setSecurityHeaders(app: FastifyInstance): void {
  const setPageHeaders = helmet({
    contentSecurityPolicy: false,
    hsts: HSTS,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  const policy = contentSecurityPolicy()
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/v1/')) {
      reply.headers(API_HEADERS)
      done()
    } else if (/^\/(floor\/)?assets\//.test(request.url)) {
      reply.headers(PART_HEADERS)
      done()
    } else {
      reply.header('content-security-policy', policy)
      setPageHeaders(request.raw, reply.raw, (error) => done(error as Error | undefined))
    }
  })
}
