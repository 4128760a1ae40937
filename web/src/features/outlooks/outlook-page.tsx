import type { OutlookKind, OutlookPage as Page } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Field, Loading, PageHeader, UnitPicker, useUnits } from '../../ui/index.ts'
import { ConfirmedCard } from './confirmed-card.tsx'
import { DraftCard } from './draft-card.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const kinds: readonly OutlookKind[] = ['week', 'month', 'quarter', 'half-year', 'year']

/** The outlook of a unit: the draft of the running period, and the earlier ones with what came of them. */
export default function OutlookPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const communes = useUnits({ kind: 'commune' })
  const provinces = useUnits({ kind: 'province' })
  const all = [...(provinces.data ?? []).filter(u => u.id === me.province.id), ...(communes.data ?? [])]
  const seats = new Set(me.assignments.map(a => a.unitId))
  // who sits at a commune has that one; who consolidates or leads the province chooses
  const wide = hasRole(me, 'standing-agency') || seats.has(me.province.id)
  const units = wide ? all : all.filter(u => seats.has(u.id))
  const [asked, setUnit] = useSearchParam('donvi')
  const [askedKind, setKind] = useSearchParam('ky')
  const kind = kinds.find(k => k === askedKind) ?? 'month'
  const unit = Number(asked) || (units[0]?.id ?? null)
  const page = useQuery({
    queryKey: ['reports', 'outlook', unit, kind],
    queryFn: () => api.get<Page>(`/api/outlooks/${unit}?kind=${kind}`),
    enabled: unit !== null,
  })
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <div className="stack">
          <Card>
            <div className="pad form outlook-choice">
              {units.length > 1 && (
                <Field label={t('unit')}>
                  {c => (
                    <UnitPicker
                      {...c}
                      units={units}
                      value={unit === null ? [] : [unit]}
                      onChange={ids => ids[0] !== undefined && setUnit(String(ids[0]))}
                    />
                  )}
                </Field>
              )}
              <Field label={t('kind')}>
                {c => (
                  <select {...c} className="input" value={kind} onChange={e => setKind(e.target.value)}>
                    {kinds.map(k => (
                      <option key={k} value={k}>
                        {t(`kind.${k}`)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
          </Card>
          {unit === null ? (
            <Card>
              <Empty title={t('noUnit')} />
            </Card>
          ) : (
            <Answer of={page} loading={<Loading shape="panel" rows={6} />}>
              {p => (
                <>
                  <DraftCard key={`${p.unit.id} ${p.draft.period.key}`} page={p} />
                  <h2 className="outlook-heading">{t('earlier')}</h2>
                  {p.confirmed.length === 0 ? (
                    <Card>
                      <Empty title={t('none')}>{t('noneHint')}</Empty>
                    </Card>
                  ) : (
                    p.confirmed.map(o => <ConfirmedCard key={o.id} outlook={o} />)
                  )}
                </>
              )}
            </Answer>
          )}
        </div>
      </div>
    </>
  )
}
