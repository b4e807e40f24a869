import type { FastifyRequest } from 'fastify'
import { cleanText } from '../naming/clean-text.ts'
import type { Author } from './record-change.ts'

const REASON_MAX = 500

/**
 * Who changes something by this request, for the audit, and why: `Change-Reason`, percent-encoded where it is
 * more than ASCII.
 */
export function authorOf({ actor, id, headers }: Pick<FastifyRequest, 'actor' | 'id' | 'headers'>): Author {
  const given = headers['change-reason']
  return { actor, requestId: id, reason: typeof given === 'string' ? reasonOf(given) : null }
}

function reasonOf(given: string): string | null {
  let text = given
  try {
    text = decodeURIComponent(given)
  } catch {
    // A plain per cent sign is meant as one.
  }
  return cleanText(text.slice(0, REASON_MAX)) ?? null
}
