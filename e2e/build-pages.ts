import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds the web app if a source of it changed, whoever starts the journeys and however. */
export default function buildPages(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build-web.mjs', import.meta.url))], {
    stdio: 'inherit',
  })
}
