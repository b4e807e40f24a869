import { type HttpClient, refuse, type ServiceContext, type SettingsInstance } from '@stowage/sdk'
import * as oidc from 'openid-client'
import type { ProviderSettings } from '../../settings.ts'

/** A provider as an administrator set it up. */
export type Provider = SettingsInstance<ProviderSettings>

const KEPT_MS = 10 * 60_000
const TIME_LIMIT_SECONDS = 10
const MOST_BYTES = 512 * 1024

/** What a provider says of itself is read once, and again after ten minutes or with other settings. */
const known = new Map<string, { readonly config: oidc.Configuration; readonly until: number }>()

/** All providers, by name. */
export function providersOf({ settings }: Pick<ServiceContext, 'settings'>): Promise<readonly Provider[]> {
  return settings.instances<ProviderSettings>()
}

/** @throws `sso.provider_unknown` */
export async function findProvider(context: Pick<ServiceContext, 'settings'>, id: string): Promise<Provider> {
  const provider = (await providersOf(context)).find((one) => one.id === id)
  if (provider === undefined) throw refuse('sso.provider_unknown', { id })
  return provider
}

/**
 * What a provider can do, where it is asked, and the keys that it signs with.
 * @throws `sso.provider_unreachable`
 */
export async function configurationOf(
  { http, log }: Pick<ServiceContext, 'http' | 'log'>,
  { id, name, values }: Provider,
): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = values
  const key = JSON.stringify([id, issuer, clientId, clientSecret])
  const kept = known.get(key)
  if (kept !== undefined && kept.until > Date.now()) return kept.config
  try {
    const config = await oidc.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        [oidc.customFetch]: fetchBy(http),
        timeout: TIME_LIMIT_SECONDS,
        // The signature is looked at even though the answer comes over TLS; plain http takes an
        // administrator's
        // leave for the host, which the client asks for.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
        ],
      },
    )
    known.clear()
    known.set(key, { config, until: Date.now() + KEPT_MS })
    return config
  } catch (err) {
    log.warn({ err, provider: name }, 'a provider could not be read')
    throw refuse('sso.provider_unreachable', { provider: name, reason: reasonOf(err) })
  }
}

/** Whatever stood in the way, in a few plain words. */
export function reasonOf(error: unknown): string {
  const {
    error: code,
    cause,
    message,
  } = error as { error?: string; cause?: { message?: string }; message?: string }
  const words = code ?? cause?.message ?? message ?? 'unknown'
  return words.replace(/[^\x20-\x7e\u00a0-\u02ff]/g, ' ').slice(0, 200)
}

/** The library's way out of the process is ours: every address is looked at, and nobody is redirected. */
function fetchBy(http: HttpClient): oidc.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await http.request({
      url,
      method: method as 'GET',
      headers: headers as Record<string, string>,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs: TIME_LIMIT_SECONDS * 1_000,
      maxBytes: MOST_BYTES,
      ...(signal && { signal }),
    })
    const hasBody = ![204, 304].includes(answer.status)
    const { 'content-encoding': _, 'content-length': __, ...rest } = answer.headers
    return new Response(hasBody ? new Uint8Array(answer.bytes) : null, {
      status: answer.status,
      headers: rest,
    })
  }
}
