// node --conditions=tusom-source libs/admin-docs/test/print-scores.ts [name…]: precision and recall a field, and every difference.
import { labelledNames, precision, readLabelled, recall, score } from './labelled.ts'
import type { Scores } from './labelled.ts'

const wanted = process.argv.slice(2)
const scores: Scores = {}
for (const name of labelledNames().filter(n => !wanted.length || wanted.some(w => n.startsWith(w)))) {
  const { document, labels } = await readLabelled(name)
  score(document, labels, scores, line => console.log(`${name}: ${line}`))
}
for (const [field, t] of Object.entries(scores))
  console.log(
    `${field.padEnd(18)} precision ${precision(t).toFixed(3)}  recall ${recall(t).toFixed(3)}  (${t.right} right, ${t.found} found, ${t.meant} meant)`,
  )
