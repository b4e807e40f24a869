import { hash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import { refuse, type ServiceContext, type Transaction } from '@stowage/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { configurationOf, findProvider, type Provider, reasonOf } from './provider.ts'

const COOKIE = 'stowage_sso'
const MINUTES = 10
/** The page that providers lead back to. */
const ARRIVAL = '/outside/sso/arrival'

/** What a provider vouches for. */
export interface Vouched {
  readonly provider: Provider
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly isEmailVerified: boolean
  readonly name: string | undefined
  readonly groups: readonly string[]
}

/**
 * Begins: the browser is given a cookie, and the address to go to. State, nonce and the verifier of PKCE
 * are derived
 * from the cookie, so that what comes back is good in this browser alone and the database has nothing to use.
 * @param account who adds this way to his own, where somebody does
 */
export async function beginFlow(
  context: ServiceContext,
  { request, reply, provider: id, account }: FlowWish,
): Promise<string> {
  const address = await context.address()
  if (address === undefined) throw refuse('sso.address_missing')
  const provider = await findProvider(context, id)
  const config = await configurationOf(context, provider)
  const token = randomBytes(32).toString('base64url')
  const { state, nonce, verifier } = derivedFrom(token)
  await context.transaction(context.actor, async (trx) => {
    await trx('sso.oidc_flow').where('expires_at', '<', trx.fn.now()).delete()
    await trx.raw(
      `insert into sso.oidc_flow (token_hash, provider, account, expires_at)
       values (?, ?, ?, now() + make_interval(mins => ?))`,
      [digestOf(token), id, account ?? null, MINUTES],
    )
  })
  reply.setCookie(COOKIE, token, {
    path: '/api/v1/sso',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: MINUTES * 60,
  })
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: address + ARRIVAL,
    scope: provider.values.scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return to.href
}

interface FlowWish {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly provider: string
  readonly account?: string
}

/**
 * Ends it: what the provider's answer is worth. Issuer, audience, signature, expiry, state, nonce and PKCE
 * are the
 * library's to check.
 * @param account who has to be adding this way; left out for a log-in
 * @throws `sso.flow_over`, `sso.answer_refused`, `sso.provider_denied`, `sso.provider_unreachable`
 */
export async function endFlow(
  context: ServiceContext,
  { request, reply, query, account }: Omit<FlowWish, 'provider'> & { readonly query: string },
): Promise<Vouched> {
  const token = request.cookies[COOKIE]
  reply.clearCookie(COOKIE, { path: '/api/v1/sso' })
  const address = await context.address()
  const flow =
    token === undefined
      ? undefined
      : await context.transaction(context.actor, (trx) => takeFlow(trx, token, account))
  if (token === undefined || flow === undefined || address === undefined) throw refuse('sso.flow_over')
  const provider = await findProvider(context, flow.provider)
  const config = await configurationOf(context, provider)
  const { state, nonce, verifier } = derivedFrom(token)
  const came = new URL(`${address}${ARRIVAL}`)
  came.search = query
  try {
    const tokens = await oidc.authorizationCodeGrant(config, came, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const told = { ...(await toldBeside(config, tokens.access_token, claims)), ...claims }
    return vouchedBy(provider, told)
  } catch (error) {
    const reason = reasonOf(error)
    context.log.warn({ err: error, provider: provider.name }, 'a provider’s answer was refused')
    const isDenied = error instanceof oidc.AuthorizationResponseError
    const code = isDenied
      ? 'sso.provider_denied'
      : isOutOfReach(error)
        ? 'sso.provider_unreachable'
        : 'sso.answer_refused'
    throw refuse(code, { provider: provider.name, reason })
  }
}

/** Used up by looking: whoever comes twice with the same answer comes once. */
async function takeFlow(
  trx: Transaction,
  token: string,
  account: string | undefined,
): Promise<{ provider: string } | undefined> {
  const [row] = await trx('sso.oidc_flow')
    .where({ token_hash: digestOf(token), account: account ?? null })
    .where('expires_at', '>', trx.fn.now())
    .delete()
    .returning<{ provider: string }[]>('provider')
  return row
}

type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }

/** Many providers tell e-mail and groups by a second question alone. */
async function toldBeside(
  config: oidc.Configuration,
  accessToken: string,
  claims: oidc.IDToken,
): Promise<Readonly<Record<string, unknown>>> {
  if (claims.email !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return {}
  return oidc.fetchUserInfo(config, accessToken, claims.sub)
}

function vouchedBy(provider: Provider, claims: Claims): Vouched {
  const { values } = provider
  const groups = claims[values.groupsClaim]
  const text = (value: unknown) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  return {
    provider,
    issuer: claims.iss,
    subject: claims.sub,
    email: text(claims.email)?.toLowerCase(),
    isEmailVerified: claims.email_verified === true || values.vouchesForEmail,
    name: text(claims.name)?.slice(0, 120),
    groups: (Array.isArray(groups) ? groups : [groups]).filter((group) => typeof group === 'string'),
  }
}

/** What our own client says of an address that does not answer. */
function isOutOfReach(error: unknown): boolean {
  const codes = [error, (error as { cause?: unknown }).cause].map((one) => (one as { code?: unknown })?.code)
  return codes.some((code) => typeof code === 'string' && code.startsWith('host.http_'))
}

function derivedFrom(token: string) {
  const of = (word: string) => hash('sha256', `${word}:${token}`, 'base64url')
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') }
}

function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
