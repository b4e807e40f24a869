import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { createTestDatabase } from '../src/testing/test-database.ts'
import { buildCratesApp } from './http-fixture.ts'

let app: FastifyInstance

t.before(async () => {
  const { database } = await createTestDatabase(t)
  app = await buildCratesApp(database)
})
t.teardown(() => app.close())

function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const all = { authorization: 'Bearer all', 'content-type': 'application/json', ...headers }
  return app.inject({ method: 'POST', url: '/api/v1/crates', payload: body, headers: all })
}

const badBodies: [what: string, body: string, code: string, pointer: string | undefined, says: RegExp][] = [
  ['is no JSON', '{"code":', 'http.invalid_json', undefined, /Unexpected end|Expected/],
  ['has a comma too many', '{"code":"A",}', 'http.invalid_json', undefined, /position 12/],
  ['is empty', '', 'http.invalid_input', '', /object/],
  ['is an array', '[]', 'http.invalid_input', '', /object/],
  ['lacks a member', '{}', 'http.invalid_input', '/code', /"code" is missing/],
  [
    'has a member nobody knows',
    '{"code":"A","colur":1}',
    'http.invalid_input',
    '/colur',
    /"colur" here; known are/,
  ],
  ['has a number for a text', '{"code":1}', 'http.invalid_input', '/code', /string/],
  ['has an object for a text', '{"code":{"$gt":""}}', 'http.invalid_input', '/code', /string/],
  ['has a text for a number', '{"code":"A","weight":"1"}', 'http.invalid_input', '/weight', /number/],
  ['has too small a number', '{"code":"A","weight":-1}', 'http.invalid_input', '/weight', />= 0/],
  [
    'has a word out of the list',
    '{"code":"A","colour":"green"}',
    'http.invalid_input',
    '/colour',
    /one of: red, blue/,
  ],
  [
    'has a day that is none',
    '{"code":"A","filledOn":"2026-02-30"}',
    'http.invalid_input',
    '/filledOn',
    /a day/,
  ],
  [
    'has a leap second',
    '{"code":"A","seenAt":"2016-12-31T23:59:60Z"}',
    'http.invalid_input',
    '/seenAt',
    /an instant/,
  ],
  [
    'has an instant without zone',
    '{"code":"A","seenAt":"2026-01-01T10:00:00"}',
    'http.invalid_input',
    '/seenAt',
    /zone/,
  ],
  [
    'has a URN for an id',
    '{"code":"A","parts":[{"id":"urn:uuid:01936d2c-7f3a-7c21-b3f4-0a1b2c3d4e5f"}]}',
    'http.invalid_input',
    '/parts/0/id',
    /UUID/,
  ],
  [
    'says a thing twice',
    '{"code":"A","c\\u006fde":"B"}',
    'http.invalid_json',
    '/code',
    /"code" stands there twice/,
  ],
  [
    'says a thing twice deep inside',
    '{"parts":[{"id":1},{"id":1,"id":2}]}',
    'http.invalid_json',
    '/parts/1/id',
    /twice/,
  ],
  ['reaches for the prototype', '{"__proto__":{"x":1}}', 'http.invalid_json', '/__proto__', /no name/],
  [
    'reaches for the constructor',
    '{"a":{"constructor":{}}}',
    'http.invalid_json',
    '/a/constructor',
    /no name/,
  ],
  ['has a number out of range', '{"weight":1e400}', 'http.invalid_json', '/weight', /1e400 is out of range/],
  ['has a number too near zero', '{"weight":1e-400}', 'http.invalid_json', '/weight', /out of range/],
  ['has minus zero', '{"weight":-0.0}', 'http.invalid_json', '/weight', /minus zero/],
  [
    'has a number that would be rounded',
    '{"weight":9007199254740993}',
    'http.invalid_json',
    '/weight',
    /15 significant/,
  ],
  [
    'has too exact a number',
    '{"weight":0.1234567890123456}',
    'http.invalid_json',
    '/weight',
    /15 significant/,
  ],
  ['has a NUL', '{"code":"A\\u0000"}', 'http.invalid_json', '/code', /NUL/],
  ['has half a character', '{"code":"A\\ud83d"}', 'http.invalid_json', '/code', /surrogate/],
  ['has half a character in a name', '{"\\udc00":1}', 'http.invalid_json', '/\udc00', /surrogate/],
  ['is nested without end', '['.repeat(100_000), 'http.invalid_json', undefined, /32 deep/],
]

for (const [what, body, code, pointer, says] of badBodies) {
  t.test(`a body that ${what} is refused with the place and the way out`, async (t) => {
    const answer = await post(body)
    t.equal(answer.statusCode, 400)
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    const problem = answer.json()
    t.equal(problem.code, code)
    t.equal(problem.type, `urn:stowage:error:${code}`)
    t.equal(problem.requestId, answer.headers['x-request-id'])
    t.match(problem.detail, says)
    if (pointer !== undefined) t.equal(problem.errors?.[0].pointer, pointer)
    t.equal(({} as { x?: number }).x, undefined)
  })
}

t.test('a good body passes, with the numbers and characters that are allowed', async (t) => {
  const body =
    '{"code":"A\\u00e9\\ud83d\\ude00\\\\","weight":999.999999999999,"filledOn":null,"seenAt":"2026-01-01T00:00:00.123456+01:00"}'
  const answer = await post(body)
  t.equal(answer.statusCode, 200, answer.body)
  t.same(answer.json().got, JSON.parse(body))
  for (const number of ['0', '100', '1.50000000000000000000', '1e2', '0.000001']) {
    t.equal((await post(`{"code":"A","weight":${number}}`)).statusCode, 200, number)
  }
})

t.test('all faults of a small body are told at once, and a secret is never sent back', async (t) => {
  const answer = await post('{"code":"a","weight":-1,"colour":"x","password":"much too long","x":[1,2]}')
  const { errors } = answer.json()
  t.same(errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
    '/code',
    '/colour',
    '/password',
    '/weight',
    '/x',
  ])
  t.match(
    errors.find(({ pointer }: { pointer: string }) => pointer === '/colour'),
    { value: 'x' },
  )
  t.notMatch(answer.body, /much too long/)
})

t.test('only JSON is taken, whatever the content type claims', async (t) => {
  const types = [
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/octet-stream',
    'APPLICATION/JSONX',
    'json',
    '*/*',
    'application/',
    ';',
    'text/html',

    ' application/json a',
    'application/csv',
  ]
  for (const type of types) {
    for (const body of ['{"code":"A"}', '{"code":1}', 'code=A']) {
      const answer = await post(body, { 'content-type': type })
      t.ok([400, 415].includes(answer.statusCode), `${type}: ${answer.statusCode}`)
    }
  }
  t.equal((await post('{"code":"A"}', { 'content-type': 'application/json; charset=utf-8' })).statusCode, 200)
  const foreign = await post('{"code":"A"}', { 'content-type': 'text/plain' })
  t.equal(foreign.json().code, 'http.unsupported_media_type')
  const latin = await post(Buffer.from('{"code":"A\xe9"}', 'latin1'))
  t.match(latin.json().detail, /not UTF-8/)
})

t.test('a body beyond the limit is refused before it is read whole', async (t) => {
  const answer = await post(JSON.stringify({ code: 'A'.repeat(1_048_577) }))
  t.equal(answer.statusCode, 413)
  t.match(answer.json(), { code: 'http.body_too_large', facts: { limitBytes: 1_048_576 } })
})
