import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd, type TestScope } from '@stowage/sdk/testing'
import Provider from 'oidc-provider'

/** Somebody whom the provider knows, with what it tells of him. */
export interface KnownThere {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly groups?: readonly string[]
}

/** A provider that is certified for OpenID Connect, on this machine; whoever comes is logged in as `who`. */
export interface RealProvider {
  readonly issuer: string
  who: KnownThere
  /**
   * Goes where the desk sends a browser. @returns what the provider's answer was, behind the question mark
   */
  visit(address: string): Promise<string>
  stop(): Promise<void>
}

/** What the provider calls us, and by which it knows us. */
export const CLIENT = { clientId: 'stowage', clientSecret: 'a secret that two know of' }

/** Starts it. @param desk where people reach the desk */
export async function startProvider(t: TestScope, desk: string): Promise<RealProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const own: { who: KnownThere } = { who: { sub: 'nobody' } }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${desk}/outside/sso/arrival`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    cookies: { keys: ['a key for the tests'] },
    findAccount: async (_, sub) => ({ accountId: sub, claims: async () => ({ ...own.who, sub }) as never }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    loadExistingGrant: async (ctx) => {
      const { Grant } = provider
      const grant = new Grant({
        accountId: ctx.oidc.session!.accountId!,
        clientId: ctx.oidc.client!.clientId,
      })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const login = { accountId: own.who.sub }
    await provider.interactionFinished(ctx.req, ctx.res, { login }, { mergeWithLastSubmission: false })
    ctx.respond = false
  })
  server.on('request', provider.callback())
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  let isStopped = false
  atEnd(t, async () => {
    if (!isStopped) await stop()
  })
  return {
    issuer,
    get who() {
      return own.who
    },
    set who(next) {
      own.who = next
    },
    visit: (address) => follow(address, desk),
    async stop() {
      isStopped = true
      await stop()
    },
  }
}

/** Goes as a browser does, with what cookies it is given, until it is led back to the desk. */
async function follow(from: string, desk: string): Promise<string> {
  const cookies = new Map<string, string>()
  let address = from
  for (let steps = 0; steps < 10; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
    address = new URL(location, address).href
    if (address.startsWith(desk)) return new URL(address).search.slice(1)
  }
  throw new Error('the provider leads in a circle')
}
