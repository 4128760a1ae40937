import { beforeAll, describe, expect, test } from 'vitest'
import { labelledNames, precision, readLabelled, recall, score } from './labelled.ts'
import type { Scores } from './labelled.ts'

/**
 * Floors for the labelled set, on which the reader has since been mended. Labels of four documents were corrected after the first run (how
 * tasks of one unit are grouped in 02 and 13, the signer of minutes in 08, the issuer in parts in 11); 35 and 36 were made with the repair
 * they show. On first sight, before a line of the reader was changed for them, documents 25–34 gave: units 0.96 / 0.80,
 * tasks 0.97 / 0.83, due 1.00 / 1.00, role 1.00, cooperating 0.86 / 0.71, general tasks 0.52 / 1.00, heads 1.00 (precision / recall). What
 * a document nobody has seen gives is nearer to those than to the figures here.
 */
const floor: Record<string, [precision: number, recall: number]> = {
  'header.kind': [1, 1],
  'header.number': [1, 1],
  'header.date': [1, 1],
  'header.place': [1, 1],
  'header.title': [1, 1],
  'header.issuer': [1, 1],
  'header.signer': [1, 1],
  secrecy: [1, 1],
  'assignment units': [0.98, 0.98],
  tasks: [0.98, 0.98],
  role: [0.98, 0.98],
  due: [0.98, 0.97],
  recurs: [0.96, 0.96],
  cooperating: [0.96, 0.96],
  target: [0.95, 0.95],
  product: [0.95, 0.95],
  objectives: [0.95, 0.95],
  'objective.by': [0.95, 0.95],
  'objective.value': [0.95, 0.95],
  'general tasks': [0.95, 0.95],
}

const scores: Scores = {}
beforeAll(async () => {
  for (const name of labelledNames()) {
    const { document, labels } = await readLabelled(name)
    score(document, labels, scores)
  }
})

describe('the labelled set', () => {
  test('holds thirty documents or more', () => {
    expect(labelledNames().length).toBeGreaterThanOrEqual(30)
  })

  test.each(Object.entries(floor))('%s: precision and recall at least %j', (field, [p, r]) => {
    const tally = scores[field] ?? { right: 0, found: 1, meant: 1 }
    expect(precision(tally)).toBeGreaterThanOrEqual(p)
    expect(recall(tally)).toBeGreaterThanOrEqual(r)
  })
})
