import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Gives every request the language of its reader: the one that the caller chose for himself, else the best
 * that Accept-Language names among those that are spoken here, else English.
 */
export function knowReaders(app: FastifyInstance, languages: readonly string[]): void {
  app.decorateRequest('language', {
    getter(this: FastifyRequest) {
      const chosen = this.actor?.language
      if (chosen !== undefined && languages.includes(chosen)) return chosen
      return bestLanguage(this.headers['accept-language'], languages)
    },
  })
}

/**
 * The first of the asked languages, by weight, that is spoken; `fr-CH` is content with `fr`. By hand, because
 * the rest of the negotiation that libraries do (ranges of scripts, extensions) has nothing to choose from
 * here.
 * @param languages those spoken, the one to fall back to first
 */
export function bestLanguage(header: string | undefined, languages: readonly string[]): string {
  if (header === undefined || header.length > 500) return languages[0]!
  const asked = header.split(',').map((part) => {
    const [tag = '', ...options] = part.trim().split(';')
    const weight = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find(Boolean)
    return { tag: tag.toLowerCase(), weight: Number(weight ?? 1) }
  })
  const byWeight = asked.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight)
  for (const { tag } of byWeight) {
    const spoken =
      languages.find((language) => language.toLowerCase() === tag) ??
      languages.find((language) => language === tag.split('-')[0])
    if (spoken !== undefined) return spoken
  }
  return languages[0]!
}
