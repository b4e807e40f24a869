/*
 * Keeps the floor's shell on the device, so that it opens without a line and says so. It keeps nothing that
 * the API answers: what is in stock is asked for or not known. So little is kept that no library is needed
 * for it: one page, and files whose names change with their content.
 */

// The page's own types are in force as well; here the global object is a worker's.
const worker = self as unknown as ServiceWorkerGlobalScope

const FILES = '__FILES__' as unknown as readonly string[]
const STORE = 'stowage-floor-__VERSION__'
const PAGE = '/floor'
const PATIENCE_MS = 4_000

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && /^\/floor\/?$/.test(pathname)) event.respondWith(newestPage(request))
  else if (pathname.startsWith('/floor/')) event.respondWith(keptOrFetched(request))
})

async function keepAll(): Promise<void> {
  const store = await caches.open(STORE)
  await store.addAll([PAGE, ...FILES].map((file) => new Request(file, { cache: 'reload' })))
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('stowage-floor-') && name !== STORE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** The page as the server has it now; the kept one where the server is away or slow. */
async function newestPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.ok) return answer
  } catch {
    // The kept page says what is wrong with the line.
  }
  const store = await caches.open(STORE)
  return (await store.match(PAGE)) ?? Response.error()
}

async function keptOrFetched(request: Request): Promise<Response> {
  const store = await caches.open(STORE)
  return (await store.match(request)) ?? fetch(request)
}
