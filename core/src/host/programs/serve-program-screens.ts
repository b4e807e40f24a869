import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import { type ProgramScreen, programOf } from '../../plugin-host/program.ts'
import { nowInSeconds, signatureOf } from './sign-message.ts'
import { readSigningSecrets } from './signing-secrets.ts'

/** The page around a program's screen: where the desk finds it. */
export function framePath(plugin: string, screen: string): string {
  return `/plugins/${plugin}/screens/${screen}`
}

/**
 * Serves a page around each screen of a program. Its policy allows the one address that the declaration
 * names and nothing else, which the desk's own page could not say of a program that is switched on after it
 * was loaded. In the frame a script may run, as of nobody's origin: it reaches neither the desk nor its
 * cookies.
 *
 * The address says who looks, signed with the secret that the program has: who comes by himself does not.
 */
export function serveProgramScreens(app: FastifyInstance, kernel: Kernel): void {
  for (const plugin of kernel.plugins) {
    for (const screen of programOf(plugin)?.screens ?? []) {
      const { permission, url } = screen
      app.get(
        framePath(plugin.name, screen.path),
        { config: { permission }, schema: { hide: true } },
        async (request, reply) => {
          const secrets = await readSigningSecrets(kernel, plugin.name)
          return reply
            .header('content-security-policy', policyFor(url))
            .header('x-frame-options', 'SAMEORIGIN')
            .header('cache-control', 'no-store')
            .type('text/html; charset=utf-8')
            .send(
              pageAround(
                inLanguage(plugin, request.language, screen),
                request.language,
                signedUrl(url, { viewer: request.actor.id, language: request.language, secrets }),
              ),
            )
        },
      )
    }
  }
}

function policyFor(url: string): string {
  return [
    "default-src 'none'",
    `frame-src ${url}`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

interface Viewing {
  readonly viewer: string
  readonly language: string
  readonly secrets: readonly string[]
}

function signedUrl(url: string, { viewer, language, secrets }: Viewing): string {
  const at = nowInSeconds()
  const signature = signatureOf({ id: viewer, at, text: new URL(url).pathname }, secrets.slice(0, 1))
  return `${url}?${new URLSearchParams({ viewer, at: String(at), signature, language })}`
}

function pageAround({ title }: ProgramScreen, language: string, url: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${inHtml(title)}</title>
<style>html, body, iframe { display: block; width: 100%; height: 100%; margin: 0; border: 0 }</style></head>
<body><iframe title="${inHtml(title)}" src="${inHtml(url)}" sandbox="allow-scripts allow-forms"
 referrerpolicy="no-referrer"></iframe></body>
</html>
`
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
