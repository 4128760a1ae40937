import type { LevelChange, RulePack } from '@tusom/domain'
import { useMemo, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Button, DateTime, Empty, LevelBadge, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { type Loaded, useReplay } from './use-history.ts'
import { useNamed } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

type Row = { key: string; at: number; area: string; hazard: string; a: LevelChange | null; b: LevelChange | null }

function pair(a: readonly LevelChange[], b: readonly LevelChange[]): Row[] {
  const rows = new Map<string, Row>()
  for (const [side, list] of [
    ['a', a],
    ['b', b],
  ] as const)
    for (const c of list) {
      const key = `${c.at}/${c.area}/${c.hazard}`
      const row = rows.get(key) ?? { key, at: c.at, area: c.area, hazard: c.hazard, a: null, b: null }
      row[side] = c
      rows.set(key, row)
    }
  return [...rows.values()].sort((x, y) => x.at - y.at)
}
const differs = (r: Row) => r.a?.to !== r.b?.to || r.a?.from !== r.b?.from

/** The level changes that two versions give over the same readings. */
export function SideBySide(props: { a: RulePack; b: RulePack; nameA: string; nameB: string; loaded: Loaded }) {
  const t = useTexts(vi, en)
  const named = useNamed()
  const [all, setAll] = useState(false)
  const a = useReplay(props.a, props.loaded)
  const b = useReplay(props.b, props.loaded)
  const rows = useMemo(() => (a && b ? pair(a.changes, b.changes) : []), [a, b])
  if (!a || !b || !props.loaded.history.readings.length) return null
  const different = rows.filter(differs)
  const shown = all || different.length === 0 ? rows : different
  const nameOf = (r: Row) => {
    const h = [...props.b.hazards, ...props.a.hazards].find(x => x.hazard === r.hazard)
    return h ? named(h) : r.hazard
  }
  const place = (r: Row) => props.loaded.names[r.area] ?? r.area
  const cell = (c: LevelChange | null) =>
    c ? (
      <span title={`${c.rule} · ${c.evidence.map(e => e.says).join('; ')}`}>
        <LevelBadge level={c.from} status="suggested" size="small" /> →{' '}
        <LevelBadge level={c.to} status="suggested" size="small" words />
      </span>
    ) : (
      <span className="mut">{t('none')}</span>
    )
  return (
    <>
      <div className="pad row wrap">
        <span role="status">
          {different.length === 0
            ? t('same', { n: rows.length })
            : t('countA', {
                a: a.changes.length,
                b: b.changes.length,
                d: different.length,
                nameA: props.nameA,
                nameB: props.nameB,
              })}
        </span>
        <span className="mut">{t('took', { ms: b.ms })}</span>
        {different.length > 0 && different.length < rows.length && (
          <Button look="quiet" onClick={() => setAll(!all)}>
            {all ? t('onlyDifferent') : t('allChanges')}
          </Button>
        )}
      </div>
      <Table
        id="doi"
        name={t('changesTitle')}
        rows={shown}
        rowKey={r => r.key}
        rowClass={r => (differs(r) ? 'pack-differs' : '')}
        empty={<Empty title={t('same', { n: 0 })} />}
        columns={[
          { key: 'at', title: t('when'), value: r => r.at, cell: r => <DateTime at={new Date(r.at).toISOString()} /> },
          { key: 'area', title: t('commune'), value: place, cell: place },
          { key: 'hazard', title: t('hazard'), value: nameOf, cell: nameOf },
          { key: 'a', title: props.nameA, value: r => r.a?.to ?? '', cell: r => cell(r.a) },
          { key: 'b', title: props.nameB, value: r => r.b?.to ?? '', cell: r => cell(r.b) },
        ]}
      />
    </>
  )
}
