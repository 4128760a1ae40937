import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Writes dist/sw.js from sw.js with the list of this build's files and the first words of the addresses that are pages of
 * the app, so that the worker never answers for a page that the server writes itself (the public ones).
 */
export function serviceWorker(): Plugin {
  return {
    name: 'tusom-service-worker',
    apply: 'build',
    generateBundle: {
      // after Vite has dropped the chunks that hold nothing but a style sheet
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter(name => /\.(m?js|css|woff2)$/.test(name))
          .map(name => `/${name}`)
          .sort()
        const source = readFileSync(new URL('./sw.js', import.meta.url), 'utf8')
        const pages = appPages()
        const version = createHash('sha256')
          .update(JSON.stringify([files, pages, source]))
          .digest('hex')
          .slice(0, 12)
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: source
            .replace("'__VERSION__'", JSON.stringify(version))
            .replace("['__FILES__']", JSON.stringify([...files, '/icon.svg', '/theme.js', '/manifest.webmanifest']))
            .replace("['__PAGES__']", JSON.stringify(pages)),
        })
      },
    },
  }
}

/** "/truc-ban" of `path: '/truc-ban/$unit'` in each feature's index.ts. */
function appPages(): string[] {
  const features = new URL('./src/features/', import.meta.url)
  const words = new Set<string>()
  for (const folder of readdirSync(features, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    try {
      const index = readFileSync(new URL(`${folder.name}/index.ts`, features), 'utf8')
      for (const m of index.matchAll(/path:\s*'\/([^'/$]+)/g)) words.add(m[1] ?? '')
    } catch {
      // a folder without pages yet
    }
  }
  return [...words].sort()
}
