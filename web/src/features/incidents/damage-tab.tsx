import type { DamageOut, IncidentOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Loading, Tag } from '../../ui/index.ts'
import { DamageDialog } from './damage-dialog.tsx'
import en from './en.json' with { type: 'json' }
import { useDamage } from './incident-side.tsx'
import '../scenarios/scenarios.css'
import './incidents.css'
import vi from './vi.json' with { type: 'json' }

const groups = ['people', 'houses', 'agriculture', 'works', 'services', 'money'] as const
const columns = ['people.dead', 'people.missing', 'people.injured', 'house.flooded'] as const
const isHouse = (code: string) => /^house\.[a-z-]+\./.test(code)

/** Losses: totals with how many communes they cover and as of when; below it each commune, silent ones too. */
export function DamageTab({ incident }: { incident: IncidentOut }) {
  const t = useTexts(vi, en)
  const { id } = incident.incident
  const damage = useDamage(id)
  const [entering, setEntering] = useState<number | null>(null)
  const own = incident.may.damage
  return (
    <>
      <Answer of={damage} loading={<Loading shape="table" rows={8} />}>
        {d => (
          <div className="damage-page">
            <Card
              title={t('damageTitle')}
              aside={
                <>
                  <Tag tone={d.reported < d.of ? 'doubt' : 'ok'}>{t('reportedOf', { n: d.reported, of: d.of })}</Tag>
                  {d.newest && (
                    <span className="s">
                      {t('asOf')} <DateTime at={d.newest} short />
                    </span>
                  )}
                  {own.length === 1 && (
                    <Button look="main" onClick={() => setEntering(own[0] ?? null)}>
                      {t('damageEnter')}
                    </Button>
                  )}
                </>
              }
            >
              <Totals damage={d} />
            </Card>
            <Card title={t('byCommune')}>
              <ByCommune damage={d} own={own} enter={setEntering} />
            </Card>
          </div>
        )}
      </Answer>
      {entering !== null && damage.data && (
        <DamageDialog id={id} communeId={entering} damage={damage.data} onClose={() => setEntering(null)} />
      )}
    </>
  )
}

function Totals({ damage }: { damage: DamageOut }) {
  const t = useTexts(vi, en)
  const english = useLanguage() === 'en'
  const shown = damage.totals.filter(x => x.value !== null || (x.core && !isHouse(x.indicator)))
  return (
    <div className="table-scroll">
      <table className="table damage-table">
        <thead>
          <tr>
            <th>{t('indicator')}</th>
            <th className="num">{t('total')}</th>
            <th>{t('unit')}</th>
            <th className="num">{t('coverage')}</th>
            <th className="wide-only">{t('asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(g => {
            const rows = shown.filter(x => x.group === g)
            if (!rows.length) return null
            return [
              <tr key={g} className="group-row">
                <th colSpan={5}>{t(`group.${g}`)}</th>
              </tr>,
              ...rows.map(x => (
                <tr key={x.indicator}>
                  <td>{english ? x.en : x.vi}</td>
                  <td className="num">
                    {x.value === null ? <span className="mut">{t('noFigure')}</span> : <b>{formatNumber(x.value)}</b>}
                  </td>
                  <td className="s">{x.unit}</td>
                  <td className="num">
                    {x.reported}/{x.of}
                  </td>
                  <td className="s wide-only">{x.newest && <DateTime at={x.newest} short />}</td>
                </tr>
              )),
            ]
          })}
        </tbody>
      </table>
    </div>
  )
}

function ByCommune(props: { damage: DamageOut; own: readonly number[]; enter: (id: number) => void }) {
  const t = useTexts(vi, en)
  const { damage } = props
  const name = (code: (typeof columns)[number]) => t(`col.${code}`)
  return (
    <div className="table-scroll">
      <table className="table stacks">
        <thead>
          <tr>
            <th>{t('commune')}</th>
            {columns.map(c => (
              <th key={c} className="num">
                {name(c)}
              </th>
            ))}
            <th className="num">{t('houses')}</th>
            <th>{t('lastReport')}</th>
            <th aria-label={t('damageEnter')} />
          </tr>
        </thead>
        <tbody>
          {damage.communes.map(c => {
            const houses = Object.entries(c.figures).filter(([code]) => isHouse(code))
            const cell = (value: number | undefined) =>
              // a silent commune has empty cells: a dash would look like an answer
              value === undefined ? c.lastAt && <span className="mut">–</span> : formatNumber(value)
            return (
              <tr key={c.commune.id}>
                <td className="commune-cell">{c.commune.name}</td>
                {columns.map(code => (
                  <td key={code} className="num" data-name={name(code)}>
                    {cell(c.figures[code]?.value)}
                  </td>
                ))}
                <td className="num" data-name={t('houses')}>
                  {cell(houses.length ? houses.reduce((sum, [, f]) => sum + f.value, 0) : undefined)}
                </td>
                <td data-name={t('lastReport')}>
                  {c.lastAt ? (
                    <span>
                      <DateTime at={c.lastAt} short /> <span className="s">{t('reports', { n: c.reports })}</span>
                    </span>
                  ) : (
                    <Tag tone="doubt">{t('notReported')}</Tag>
                  )}
                </td>
                <td className="num">
                  {props.own.includes(c.commune.id) && (
                    <Button look="quiet" onClick={() => props.enter(c.commune.id)}>
                      {t('enter')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
