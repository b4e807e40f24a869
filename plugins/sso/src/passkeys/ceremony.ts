import { hash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import { refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'

const COOKIE = 'stowage_passkey'
const MINUTES = 5

/** What a key is asked for. */
export type Purpose = 'add' | 'log_in' | 'step'

/** For what, and for whom where that is known. */
export interface CeremonyWish {
  readonly purpose: Purpose
  readonly account?: string
}

/** Where keys are good: the desk's address, which a browser holds them to. */
export interface Party {
  readonly origin: string
  readonly id: string
}

/** @throws `sso.address_missing`, `sso.address_unsafe` */
export async function partyOf({ address }: Pick<ServiceContext, 'address'>): Promise<Party> {
  const origin = await address()
  if (origin === undefined) throw refuse('sso.address_missing')
  if (!takesPasskeys(origin)) throw refuse('sso.address_unsafe', { address: origin })
  return { origin, id: new URL(origin).hostname }
}

/** Browsers have keys for names alone, over https, or on this machine. */
export function takesPasskeys(origin: string | undefined): boolean {
  if (origin === undefined) return false
  const { protocol, hostname } = new URL(origin)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return isLocal || (protocol === 'https:' && !/^[0-9.]+$|^\[/.test(hostname))
}

/** Begins one: the browser gets a cookie, and the challenge that is derived from it. */
export async function beginCeremony(
  { transaction, actor }: ServiceContext,
  { request, reply, purpose, account }: CeremonyWish & { request: FastifyRequest; reply: FastifyReply },
): Promise<Uint8Array<ArrayBuffer>> {
  const token = randomBytes(32).toString('base64url')
  await transaction(actor, async (trx) => {
    await trx('sso.ceremony').where('expires_at', '<', trx.fn.now()).delete()
    await trx.raw(
      `insert into sso.ceremony (token_hash, account, purpose, expires_at)
       values (?, ?, ?, now() + make_interval(mins => ?))`,
      [digestOf(token), account ?? null, purpose, MINUTES],
    )
  })
  reply.setCookie(COOKIE, token, {
    path: '/api/v1/sso',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: MINUTES * 60,
  })
  return challengeOf(token)
}

/**
 * Ends one. It is good once, whatever comes of it.
 * @returns the challenge that has to have been signed, base64url
 * @throws `sso.ceremony_over`
 */
export async function endCeremony(
  { transaction, actor }: ServiceContext,
  { request, reply, purpose, account }: CeremonyWish & { request: FastifyRequest; reply: FastifyReply },
): Promise<string> {
  const token = request.cookies[COOKIE]
  reply.clearCookie(COOKIE, { path: '/api/v1/sso' })
  const removed =
    token === undefined
      ? 0
      : await transaction(actor, (trx) =>
          trx('sso.ceremony')
            .where({ token_hash: digestOf(token), purpose, account: account ?? null })
            .where('expires_at', '>', trx.fn.now())
            .delete(),
        )
  if (token === undefined || removed === 0) throw refuse('sso.ceremony_over')
  return Buffer.from(challengeOf(token)).toString('base64url')
}

function challengeOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', `challenge:${token}`, 'buffer'))
}

function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
