import type { HouseholdCountOut, HouseholdRisk, UnitOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, type Column, Empty, Loading, PageHeader, SampleMark, Table, useUnits } from '../../ui/index.ts'
import { CountTiles } from './count-tiles.tsx'
import en from './en.json' with { type: 'json' }
import './households.css'
import { RegisterView } from './register-page.tsx'
import vi from './vi.json' with { type: 'json' }

/** "/ho-dan": a commune's own register; for those above, counts by commune. */
export default function HouseholdsPage() {
  const me = useMe()
  return me.homeUnit.kind === 'commune' ? <RegisterView unitId={me.homeUnit.id} own /> : <Counts />
}

function Counts() {
  const t = useTexts(vi, en)
  const me = useMe()
  const communes = useUnits({ kind: 'commune' })
  return (
    <>
      <PageHeader title={t('title')}>{me.sample && <SampleMark />}</PageHeader>
      <div className="page">
        <Answer of={communes} loading={<Loading shape="table" />}>
          {list =>
            list.length ? <CountTable communes={list} /> : <Empty title={t('none')}>{t('noneProvince')}</Empty>
          }
        </Answer>
      </div>
    </>
  )
}

function CountTable({ communes }: { communes: readonly UnitOut[] }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const mayOpen = hasRole(me, 'leader', 'duty-officer') && me.homeUnit.kind === 'province'
  const risk = useQuery({
    queryKey: ['households', 'risk'],
    queryFn: () => api.get<HouseholdRisk>(`/api/households/risk?unitIds=${communes.map(c => c.id).join(',')}`),
  })
  const count = (key: string, title: string, of: (c: HouseholdCountOut) => number, optional = false) =>
    ({
      key,
      title,
      number: true,
      cell: c => formatNumber(of(c)),
      value: of,
      optional,
    }) satisfies Column<HouseholdCountOut>
  const columns: Column<HouseholdCountOut>[] = [
    {
      key: 'commune',
      title: t('commune'),
      cell: c => (mayOpen ? <Link to={`/ho-dan/${c.unitId}`}>{c.unitName}</Link> : c.unitName),
      value: c => c.unitName,
    },
    count('households', t('households'), c => c.households),
    count('people', t('people'), c => c.people),
    count('flood', t('flood'), c => c.floodPeople),
    count('group1', t('group1'), c => c.group1People),
    count('landslide', t('landslide'), c => c.landslidePeople),
    count('transport', t('transport'), c => c.transportHouseholds),
    count('bedridden', t('bedridden'), c => c.vulnerable.bedridden),
    count('disabled', t('disabled'), c => c.vulnerable.disabled),
    count('pregnant', t('pregnant'), c => c.vulnerable.pregnantOrInfant),
    count('alone', t('alone'), c => c.vulnerable.livesAlone),
    count('children', t('children'), c => c.vulnerable.childrenUnder6, true),
    count('elderly', t('elderly'), c => c.vulnerable.elderly, true),
    count('poor', t('poor'), c => c.vulnerable.poor, true),
    count('livestock', t('livestock'), c => c.bigLivestock, true),
  ]
  return (
    <Answer of={risk} loading={<Loading shape="table" />}>
      {r =>
        r.total.households === 0 ? (
          <Empty title={t('none')}>{t('noneProvince')}</Empty>
        ) : (
          <>
            <CountTiles count={r.total} />
            {!mayOpen && <p className="note">{t('countsOnly')}</p>}
            <Card>
              <Table
                name={t('title')}
                rows={r.units.filter(u => u.households > 0)}
                columns={columns}
                rowKey={c => c.unitId}
                initialSort="-people"
                onOpen={mayOpen ? c => go(`/ho-dan/${c.unitId}`) : undefined}
                empty={<Empty title={t('none')} />}
              />
            </Card>
          </>
        )
      }
    </Answer>
  )
}
