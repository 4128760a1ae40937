// Writes .oxlintrc.json from the import table, so that the table has one home and the lint rule cannot drift from it.
// `node scripts/import-table.mjs` rewrites; with `--check` it fails when the committed file is stale.
import { readFileSync, writeFileSync } from 'node:fs'

/** package folder -> what of ours it may import. What is not named is refused. See docs/architecture.md. */
export const table = {
  'libs/vi-text': [],
  'libs/cap': ['vi-text'],
  'libs/admin-docs': ['vi-text'],
  'libs/detection': [],
  domain: ['vi-text', 'cap', 'admin-docs', 'detection'],
  contract: ['domain', 'vi-text', 'cap', 'admin-docs', 'detection'],
  store: ['domain'],
  server: ['store', 'contract', 'domain', 'vi-text', 'cap', 'admin-docs', 'detection'],
  web: ['contract', 'domain', 'vi-text', 'cap', 'admin-docs', 'detection'],
  sample: ['contract', 'domain'],
  cli: ['server', 'store', 'contract', 'domain', 'vi-text', 'cap', 'admin-docs', 'detection', 'sample'],
  e2e: [],
}
const all = [
  'vi-text',
  'cap',
  'admin-docs',
  'detection',
  'domain',
  'contract',
  'store',
  'server',
  'web',
  'sample',
  'cli',
  'e2e',
]
const hint = {
  domain: 'domain holds pure rules: move what reads or sends into store or server',
  contract: 'contract holds shapes only',
  store: 'store speaks SQL and knows domain only: shapes belong in contract, work in server',
  server: 'server must not know the web: share through contract or domain',
  web: 'web talks to the server through contract: move shared rules to domain',
  sample: 'sample is data: loading it belongs in cli',
  cli: 'cli is thin: pages belong in web',
  e2e: 'e2e uses the running program only, through its addresses',
}
const noNode = {
  group: ['node:*', 'fs', 'path', 'pg', 'fastify'],
  message: 'domain and libs are pure: no files, network or database. Put it in store or server.',
}
const testFiles = '!**/*.test.ts'

function override(folder, allowed) {
  const self = folder.split('/').pop()
  const banned = all.filter(p => p !== self && !allowed.includes(p))
  const patterns = [
    ...(banned.length
      ? [
          {
            regex: `^@tusom/(${banned.join('|')})(/|$)`,
            message: `${folder} may import of ours only: ${allowed.join(', ') || 'nothing'}. ${hint[folder] ?? 'a library stands alone'}.`,
          },
        ]
      : []),
    {
      regex: '^(\\.\\./)+(libs|domain|contract|store|server|web|sample|cli)/',
      message: 'Import the public entry of a package by its name, never an inner file.',
    },
    { regex: '^@tusom/[^/]+/(src|dist)/', message: 'Import the public entry of a package, never an inner file.' },
  ]
  if (folder === 'domain' || folder === 'contract') patterns.push(noNode)
  return {
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      ...(folder === 'domain'
        ? {
            'no-restricted-properties': [
              'error',
              { object: 'Date', property: 'now', message: 'Time is an argument: pass `now` in.' },
              { object: 'Math', property: 'random', message: 'Chance is an argument: pass it in.' },
            ],
          }
        : {}),
    },
  }
}

const config = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react'],
  categories: { correctness: 'error' },
  ignorePatterns: [
    '**/dist/**',
    'web/dist-*/**',
    '**/node_modules/**',
    'data/**',
    testFiles.slice(1).replace('*.test.ts', 'test/cases/**'),
  ],
  rules: {
    'typescript/no-explicit-any': 'error',
    'no-console': 'off',
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    'react/exhaustive-deps': 'off',
  },
  overrides: [
    ...Object.entries(table).map(([folder, allowed]) => override(folder, allowed)),
    { files: ['domain/**/*.test.ts'], rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' } },
  ],
}
const text = JSON.stringify(config, null, 2) + '\n'
const path = new URL('../.oxlintrc.json', import.meta.url)
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    console.error('.oxlintrc.json is stale: run `node scripts/import-table.mjs`')
    process.exit(1)
  }
} else writeFileSync(path, text)
