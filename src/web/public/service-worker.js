/**
 * Keeps the page and the last answers on this machine, so that without a line the last state can be read with its age. What the server
 * says always comes first. Nothing is kept beyond a session: signing in or out, and an answer that nobody is signed in, empty it.
 */
const parts = 'nhip-parts'
const answers = 'nhip-answers'
/** The oldest go first: answers as time passes, parts as the page is built anew. */
const most = { [parts]: 500, [answers]: 300 }
const keptAtHeader = 'x-nhip-kept-at'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (url.pathname === '/api/session' && request.method !== 'GET') {
    event.waitUntil(caches.delete(answers))
    return
  }
  if (request.method !== 'GET' || request.headers.has('range')) return
  if (request.mode === 'navigate') event.respondWith(fromServer(event, parts, '/'))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(part(event))
  else if (isAnswer(url, request)) event.respondWith(fromServer(event, answers, request))
})

/** Only what the page reads as JSON; never the stream of changes, a file or the base map. */
function isAnswer(url, request) {
  return url.pathname.startsWith('/api/') && request.headers.get('accept') === 'application/json'
}

/** A part of the page carries its content in its name: what is kept is right for ever. */
async function part(event) {
  const kept = await caches.match(event.request)
  if (kept) return kept
  const fresh = await fetch(event.request)
  if (fresh.ok) event.waitUntil(keep(parts, event.request, fresh.clone()))
  return fresh
}

/** The server's answer; without a line the last one that is kept, or the failure itself. */
async function fromServer(event, cacheName, key) {
  try {
    const fresh = await fetch(event.request)
    if (fresh.status === 401) event.waitUntil(caches.delete(answers))
    if (fresh.ok && isKeepable(fresh)) event.waitUntil(keep(cacheName, key, fresh.clone()))
    return fresh
  } catch (error) {
    const kept = await caches.match(key, { cacheName })
    if (kept) return kept
    throw error
  }
}

const isKeepable = (answer) => /^(application\/json|text\/html)/.test(answer.headers.get('content-type') ?? '')

async function keep(cacheName, key, answer) {
  const headers = new Headers(answer.headers)
  headers.set(keptAtHeader, new Date().toISOString())
  // The body is already unpacked.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const cache = await caches.open(cacheName)
  await cache.delete(key)
  await cache.put(key, new Response(await answer.blob(), { status: answer.status, headers }))
  const kept = await cache.keys()
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most[cacheName])).map((each) => cache.delete(each)))
}
