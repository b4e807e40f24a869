import t from 'tap'
import { codeAt, newTotpSecret, stepAt, stepOf, totpUri } from '../src/second-factor/totp.ts'

/** "12345678901234567890" in base 32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

t.test('codes are those of RFC 6238', async (t) => {
  // The last six digits of the eight that its appendix B has for SHA-1.
  const vectors: readonly (readonly [number, string])[] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ]
  for (const [seconds, code] of vectors) t.equal(codeAt(SECRET, stepAt(seconds)), code, `at ${seconds}`)
})

t.test('a code is good for one window to each side, and no further', async (t) => {
  const seconds = 1_234_567_890
  const now = stepAt(seconds)
  for (const [step, isGood] of [
    [now - 2, false],
    [now - 1, true],
    [now, true],
    [now + 1, true],
    [now + 2, false],
  ] as const) {
    t.equal(stepOf(codeAt(SECRET, step), SECRET, seconds), isGood ? step : undefined)
  }
  for (const none of ['', '12345', '1234567', 'abcdef', '１２３４５６']) {
    t.equal(stepOf(none, SECRET, seconds), undefined)
  }
})

t.test('each app gets 160 random bits, and an address that it can read', async (t) => {
  const secret = newTotpSecret()
  t.match(secret, /^[A-Z2-7]{32}$/)
  t.not(secret, newTotpSecret())
  const uri = new URL(totpUri(secret, { issuer: 'Stowage', account: 'ada+1@example.com' }))
  t.equal(uri.protocol, 'otpauth:')
  t.equal(uri.searchParams.get('secret'), secret)
  t.match(uri.href, /totp\/Stowage:ada%2B1%40example\.com\?/)
})
