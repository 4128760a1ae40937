import type { OpenPlaceOut, UnitOut } from '@tusom/contract'
import { useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, LevelBadge, Tag, UnitPicker, useHazardName, useLevelWord } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { hazards } from './hazards.ts'
import type { Review, ReviewLevel } from './review.ts'
import vi from './vi.json' with { type: 'json' }

type Props = {
  review: Review
  units: readonly UnitOut[]
  shown: string | null
  onChange: (review: Review) => void
  onSettle: (levelId: string | null, name: string, unitIds: readonly number[]) => void
  onShow: (id: string) => void
}

/** Levels with their communes; names that could mean two things wait for a person. */
export function ReviewLevels(props: Props) {
  const t = useTexts(vi, en)
  const { review } = props
  const set = (id: string, part: Partial<ReviewLevel>) =>
    props.onChange({ ...review, levels: review.levels.map(l => (l.id === id ? { ...l, ...part } : l)) })
  const add = () =>
    props.onChange({
      ...review,
      levels: [
        ...review.levels,
        {
          id: `level-${review.levels.length}-${Math.max(0, ...review.levels.map(l => l.unitIds.length))}`,
          hazard: review.hazard || null,
          level: 1,
          areas: [],
          span: [0, 0],
          unitIds: [],
          found: [],
          open: [],
          elsewhere: [],
          dropped: false,
        },
      ],
    })
  return (
    <Card
      title={t('levels')}
      aside={
        <Button look="quiet" icon="plus" onClick={add}>
          {t('addLevel')}
        </Button>
      }
    >
      {review.levels.length === 0 && <p className="pad mut s">{t('noLevels')}</p>}
      {review.levels.map(l => (
        <LevelRow key={l.id} level={l} {...props} onSet={part => set(l.id, part)} />
      ))}
      {review.open.length > 0 && (
        <div className="pad stack bulletin-open">
          <b className="s">{t('openNames')}</b>
          {review.open.map(o => (
            <OpenName
              key={`${o.within} ${o.name}`}
              place={o}
              units={props.units}
              onSettle={ids => props.onSettle(null, o.name, ids)}
            />
          ))}
        </div>
      )}
    </Card>
  )
}

function LevelRow({ level: l, ...props }: Props & { level: ReviewLevel; onSet: (part: Partial<ReviewLevel>) => void }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const word = useLevelWord()
  const [choosing, setChoosing] = useState(false)
  const names = l.unitIds.map(id => props.units.find(u => u.id === id)?.name ?? `#${id}`)
  const elsewhereOnly = l.unitIds.length === 0 && l.elsewhere.length > 0 && l.open.length === 0
  return (
    <div
      className={`pad bulletin-level ${l.dropped ? 'dropped' : ''} ${props.shown === l.id ? 'on' : ''}`}
      onFocus={() => props.onShow(l.id)}
      onMouseEnter={() => props.onShow(l.id)}
    >
      <div className="row wrap">
        <LevelBadge level={l.level} status="official" />
        <select
          className="input"
          aria-label={t('hazard')}
          value={l.hazard ?? props.review.hazard}
          onChange={e => props.onSet({ hazard: e.target.value })}
        >
          {hazards.map(h => (
            <option key={h} value={h}>
              {hazardName(h)}
            </option>
          ))}
        </select>
        <select
          className="input"
          aria-label={t('level')}
          value={l.level}
          onChange={e => props.onSet({ level: Number(e.target.value) })}
        >
          {[1, 2, 3, 4, 5, 0].map(n => (
            <option key={n} value={n}>
              {n === 0 ? word(0) : `${n} (${word(n)})`}
            </option>
          ))}
        </select>
        <span className="sp" />
        <Button look="quiet" onClick={() => props.onSet({ dropped: !l.dropped })}>
          {l.dropped ? t('take') : t('drop')}
        </Button>
      </div>
      {!l.dropped && (
        <div className="stack">
          {l.areas.length > 0 && (
            <span className="s">
              {t('inBulletin')} <b>{l.areas.join(', ')}</b>
            </span>
          )}
          {elsewhereOnly ? (
            <span className="s mut">{t('elsewhere', { names: l.elsewhere.join(', ') })}</span>
          ) : (
            <div className="s row wrap">
              {names.length > 0 ? (
                <span>
                  <b>{t('communes', { n: names.length })}</b> {names.slice(0, 12).join(', ')}
                  {names.length > 12 && ` ${t('andMore', { n: names.length - 12 })}`}
                </span>
              ) : (
                <Tag tone="doubt">{t('noCommunes')}</Tag>
              )}
              <Button look="quiet" icon="edit" onClick={() => setChoosing(!choosing)}>
                {t('chooseCommunes')}
              </Button>
            </div>
          )}
          {l.found
            .filter(f => f.how !== 'commune')
            .map(f => (
              <span key={f.name} className="xs mut">
                {f.name}: {t(`how.${f.how}`, { n: f.unitIds.length })}
              </span>
            ))}
          {choosing && (
            <UnitPicker multiple units={props.units} value={l.unitIds} onChange={unitIds => props.onSet({ unitIds })} />
          )}
          {l.open.map(o => (
            <OpenName key={o.name} place={o} units={props.units} onSettle={ids => props.onSettle(l.id, o.name, ids)} />
          ))}
        </div>
      )}
    </div>
  )
}

/** One name that could mean two things, or none that we know: the person says which communes it is, or leaves it out. */
function OpenName(props: {
  place: OpenPlaceOut
  units: readonly UnitOut[]
  onSettle: (ids: readonly number[]) => void
}) {
  const t = useTexts(vi, en)
  const [chosen, setChosen] = useState<number[]>([])
  const { place } = props
  return (
    <div className="bulletin-ask">
      <span className="s">
        <b>{place.name}</b>
        {place.within && ` (${place.within})`}: {t(`why.${place.why}`)}
      </span>
      <div className="row wrap">
        {place.options.map(o => (
          <Button key={o.label} onClick={() => props.onSettle(o.unitIds)}>
            {o.label}
            {o.unitIds.length > 1 && ` · ${t('communes', { n: o.unitIds.length })}`}
          </Button>
        ))}
        <Button look="quiet" onClick={() => props.onSettle([])}>
          {t('leaveOut')}
        </Button>
      </div>
      {place.options.length === 0 && (
        <div className="row wrap">
          <UnitPicker
            multiple
            units={props.units}
            value={chosen}
            onChange={setChosen}
            placeholder={t('chooseCommunes')}
          />
          <Button disabled={chosen.length === 0} onClick={() => props.onSettle(chosen)}>
            {t('useThese')}
          </Button>
        </div>
      )}
    </div>
  )
}
