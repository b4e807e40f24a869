import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd, type TestScope } from '@stowage/sdk/testing'

/** A provider that answers as a test wants it to: what it signs with, and what it claims. */
export interface LyingProvider {
  readonly issuer: string
  /** Changes what is claimed; what is left out is as it should be. */
  claims: Readonly<Record<string, unknown>>
  /** Signs with a key that it shows nobody. */
  isForging: boolean
  /** The nonce that the desk sent along, to be claimed again. */
  nonce: string
}

/** Starts it. It redirects nobody: the test comes back by itself. */
export async function startLyingProvider(t: TestScope): Promise<LyingProvider> {
  const shown = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const hidden = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer((request, response) => {
    const answer = (body: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (request.url?.startsWith('/.well-known/')) {
      answer({
        issuer: own.issuer,
        authorization_endpoint: `${own.issuer}/auth`,
        token_endpoint: `${own.issuer}/token`,
        jwks_uri: `${own.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    } else if (request.url === '/jwks') {
      answer({
        keys: [{ ...shown.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      })
    } else {
      const now = Math.floor(Date.now() / 1_000)
      const right = { iss: own.issuer, aud: 'stowage', iat: now, exp: now + 300, nonce: own.nonce }
      const { privateKey } = own.isForging ? hidden : shown
      const id_token = signed({ ...right, ...own.claims }, privateKey)
      answer({ access_token: 'none', token_type: 'Bearer', expires_in: 300, id_token })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    isForging: false,
    nonce: '',
  }
  atEnd(t, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return own
}

function signed(claims: object, key: KeyObject): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
  const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}
