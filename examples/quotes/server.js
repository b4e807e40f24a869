/*
 * A program of its own that takes part in Stowage over HTTP alone. It needs nothing but Node, and would read
 * much the same in any other language. What it does:
 *   GET  /quotes?sku=…&quantity=…   can so much be delivered, by when, from which site? Stowage's API knows
 *   POST /events                    Stowage tells of stock that moved: quotes for it are looked at again
 *   GET  /screen                    what was quoted, shown at Stowage's desk in a frame
 */
import { createServer } from 'node:http'
import { QuoteBook } from './quote-book.js'
import { drawScreen } from './screen.js'
import { isSigned } from './signature.js'
import { Stowage } from './stowage.js'

const {
  PORT = '4100',
  STOWAGE_URL = 'http://127.0.0.1:3000',
  STOWAGE_KEY,
  STOWAGE_SIGNING_SECRET,
} = process.env
if (!STOWAGE_KEY || !STOWAGE_SIGNING_SECRET) {
  process.stderr.write('Set STOWAGE_KEY and STOWAGE_SIGNING_SECRET to what `plugin enable quotes` showed.\n')
  process.exit(2)
}

const BODY_MAX = 1024 * 1024
const stowage = new Stowage(STOWAGE_URL, STOWAGE_KEY)
const book = new QuoteBook(stowage)

const routes = {
  'GET /quotes': answerQuote,
  'POST /events': takeEvent,
  'GET /screen': showScreen,
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://here')
  const send = (status, body, type = 'application/json') => {
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` })
    response.end(type === 'application/json' ? JSON.stringify(body) : body)
  }
  const route = routes[`${request.method} ${url.pathname}`]
  try {
    if (route === undefined) send(404, { error: 'There is nothing here; ask /quotes?sku=…&quantity=…' })
    else await route({ request, query: url.searchParams, send })
  } catch (error) {
    process.stderr.write(`${error.stack}\n`)
    send(502, { error: error.message })
  }
})

server.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`Quotes are given at http://127.0.0.1:${server.address().port}\n`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)))

async function answerQuote({ request, query, send }) {
  const { settings } = await stowage.itself()
  if (settings.token !== undefined && request.headers.authorization !== `Bearer ${settings.token}`) {
    return send(401, { error: 'Send the token: Authorization: Bearer …' })
  }
  const sku = query.get('sku') ?? ''
  const quantity = Number(query.get('quantity') ?? 1)
  if (sku === '' || !(quantity > 0)) {
    return send(422, { error: 'Say what and how much: /quotes?sku=LAMP-7&quantity=12' })
  }
  const quote = await book.quote(sku, quantity, settings)
  return quote === undefined ? send(404, { error: `There is no item ${sku}.` }) : send(200, quote)
}

/** Whoever sends something that Stowage did not sign is not heard. */
async function takeEvent({ request, send }) {
  const text = await textOf(request)
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
  if (!isSigned({ id, at, text, signature }, STOWAGE_SIGNING_SECRET)) {
    return send(401, { error: 'That is not signed by Stowage.' })
  }
  const { type, position, data } = JSON.parse(text)
  const lookedAt = await book.stockMoved(
    id,
    data.lines.map(({ item }) => item),
  )
  process.stdout.write(`Told of ${type} at ${position}, looked at ${lookedAt} quotes again\n`)
  return send(200, {})
}

/** Stowage's desk says by its signature who looks; nobody else gets in. */
async function showScreen({ query, send }) {
  const seal = { id: query.get('viewer'), at: query.get('at'), signature: query.get('signature') }
  if (!isSigned({ ...seal, text: '/screen' }, STOWAGE_SIGNING_SECRET)) {
    return send(
      403,
      '<p>Open this screen at the desk of Stowage, again if it stood open for long.</p>',
      'text/html',
    )
  }
  const asked = query.get('sku')
  if (asked) await book.quote(asked, Number(query.get('quantity')) || 1, (await stowage.itself()).settings)
  return send(200, drawScreen(book.quotes, seal), 'text/html')
}

async function textOf(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > BODY_MAX) throw new Error('That is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
