import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.e2e.ts'],
    // a journey through an old build of the pages proves nothing
    globalSetup: ['./build-pages.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
    maxWorkers: 1,
    fileParallelism: false,
  },
})
