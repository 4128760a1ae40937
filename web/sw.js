// The offline part of the app, small enough to read at one sitting. Built into dist/sw.js by build-service-worker.ts.
//
// - The app's own files: from the cache (their names carry a hash), else from the network.
// - The app's pages (their one HTML): from the cache at once, so that a phone with a weak signal opens; a new build
//   replaces the cache and the page offers to reload.
// - Pages that the server writes (public warnings) and everything else: the network, untouched.
// - API: the network only, unless a feature asked to keep an answer (header x-keep): then network first, and the kept
//   answer when there is none, marked x-kept-at. Kept answers are told apart by run and are dropped at sign-out.
const VERSION = '__VERSION__'
const FILES = ['__FILES__']
const PAGES = ['__PAGES__']
const shell = `tusom-shell-${VERSION}`
const kept = 'tusom-kept'

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(shell)
      .then(cache => cache.addAll(['/index.html', ...FILES]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names =>
        Promise.all(names.filter(n => n.startsWith('tusom-shell-') && n !== shell).map(n => caches.delete(n))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', event => {
  if (event.data === 'signed-out') event.waitUntil(caches.delete(kept))
})

function isAppPage(path) {
  if (/\.\w+$/.test(path)) return false // /canh-bao/atom.xml is the server's
  const inside = path.replace(/^\/dien-tap\/\d+(?=\/|$)/, '')
  const word = inside.split('/')[1] ?? ''
  return PAGES.includes(word)
}

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/api/')) {
    if (request.headers.get('x-keep')) event.respondWith(networkThenKept(request, url))
    return
  }
  if (request.mode === 'navigate') {
    if (isAppPage(url.pathname)) event.respondWith(fromShell('/index.html', request))
    return
  }
  if (FILES.includes(url.pathname)) event.respondWith(fromShell(url.pathname, request))
})

async function fromShell(path, request) {
  const cache = await caches.open(shell)
  return (await cache.match(path)) ?? fetch(request)
}

async function networkThenKept(request, url) {
  const key = `${url.pathname}${url.search}${url.search ? '&' : '?'}kept-run=${request.headers.get('x-run') ?? '0'}`
  const cache = await caches.open(kept)
  try {
    const answer = await fetch(request)
    if (answer.ok) {
      const headers = new Headers(answer.headers)
      headers.set('x-kept-at', new Date().toISOString())
      const copy = new Response(await answer.clone().blob(), { status: 200, headers })
      await cache.put(key, copy)
    } else if (answer.status === 401 || answer.status === 403) await cache.delete(key)
    return answer
  } catch (fault) {
    const old = await cache.match(key)
    if (old) return old
    throw fault
  }
}
