import type { PlanDetail, PlanItemOut } from '@tusom/contract'
import type { Doubt } from '@tusom/domain'
import { formatDate, formatNumber } from '@tusom/vi-text'
import { useEffect, useRef } from 'react'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Icon, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { Group } from './groups.ts'
import vi from './vi.json' with { type: 'json' }

export type ItemActions = {
  confirm: (items: readonly PlanItemOut[]) => void
  unconfirm: (item: PlanItemOut) => void
  drop: (item: PlanItemOut) => void
  restore: (item: PlanItemOut) => void
  edit: (item: PlanItemOut) => void
  split: (item: PlanItemOut) => void
  merge: (item: PlanItemOut) => void
  lead: (item: PlanItemOut, unitId: number) => void
}
type Props = {
  detail: PlanDetail
  groups: readonly Group[]
  chosen: number | null
  onChoose: (id: number) => void
  actions: ItemActions
  busy: boolean
}

/** What was found, under the units that the document names. */
export function PlanItems({ detail, groups, chosen, onChoose, actions, busy }: Props) {
  return (
    <div className="found">
      {groups.map(group => (
        <section key={group.key} aria-label={group.unitText}>
          <GroupHead group={group} detail={detail} confirm={actions.confirm} busy={busy} />
          {group.items.map((item, i) => (
            <Item
              key={item.id}
              item={item}
              mayEdit={detail.plan.mayEdit}
              chosen={item.id === chosen}
              last={i === group.items.length - 1}
              onChoose={onChoose}
              actions={actions}
              busy={busy}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

function GroupHead(props: { group: Group; detail: PlanDetail; confirm: ItemActions['confirm']; busy: boolean }) {
  const t = useTexts(vi, en)
  const { group, detail } = props
  const kept = group.items.filter(i => i.state !== 'dropped')
  const done = kept.filter(i => i.state !== 'found')
  const ready = kept.filter(i => i.state === 'found' && i.unitIds.length > 0)
  return (
    <header className="found-head">
      <h3>{group.goals ? t('goals') : group.key === 'requests' ? t('reports') : group.unitText}</h3>
      {!group.goals && <Match item={group.items[0] as PlanItemOut} detail={detail} />}
      <span className="sp" />
      {detail.plan.mayEdit && ready.length > 1 && (
        <Button look="quiet" disabled={props.busy} onClick={() => props.confirm(ready)}>
          {t('confirmGroup')}
        </Button>
      )}
      <span className="s">{t('confirmed', { n: done.length, total: kept.length })}</span>
      {group.goals && <p className="s found-hint">{t('goalsHint')}</p>}
    </header>
  )
}

/** How the name of the unit was read: what a person has to check, in one mark. */
function Match({ item, detail }: { item: PlanItemOut; detail: PlanDetail }) {
  const t = useTexts(vi, en)
  const n = item.unitIds.length
  if (n === 0 || item.how === 'partial') return <Tag tone="doubt">{t('match.open')}</Tag>
  if (item.how === 'group' && n > 1) return <Tag tone="suggested">{t('match.group', { n })}</Tag>
  if (item.how === 'chosen') {
    const unit = detail.units.find(u => u.id === item.unitIds[0])?.fullName ?? ''
    return <Tag tone="ok">{n === 1 ? t('match.chosen', { unit }) : t('match.chosenMany', { n })}</Tag>
  }
  if (n > 1) return <Tag tone="ok">{t('match.list', { n })}</Tag>
  const known = (['name', 'alias', 'successor'] as const).find(h => h === item.how) ?? 'name'
  return <Tag tone="ok">{t(`match.${known}`)}</Tag>
}

function Item(props: {
  item: PlanItemOut
  mayEdit: boolean
  chosen: boolean
  last: boolean
  onChoose: (id: number) => void
  actions: ItemActions
  busy: boolean
}) {
  const t = useTexts(vi, en)
  const { item, chosen, actions } = props
  const card = useRef<HTMLDivElement>(null)
  const before = useRef(chosen)
  useEffect(() => {
    // on a phone the page itself scrolls: opening it begins at its top
    const opening = before.current && matchMedia('(max-width: 719px)').matches
    if (chosen && !opening) card.current?.scrollIntoView({ block: 'nearest' })
    before.current = false
  }, [chosen])
  const doubtful = item.state === 'found' && item.doubts.length > 0
  const done = item.state === 'confirmed' || item.state === 'assigned'
  return (
    <div
      ref={card}
      className={`found-item ${chosen ? 'on' : ''} ${doubtful ? 'doubt' : ''} ${item.state}`}
      aria-current={chosen || undefined}
    >
      <button type="button" className="found-name" onClick={() => props.onChoose(item.id)}>
        {done ? (
          <span className="ok b">
            <Icon name="check" size={15} />
          </span>
        ) : doubtful ? (
          <span className="doubt-mark">?</span>
        ) : null}
        <span className={chosen ? 'b' : ''}>{item.title}</span>
      </button>
      <Marks item={item} full={chosen} />
      {item.state === 'assigned' && item.taskId !== null && chosen && (
        <Link to={`/nhiem-vu/${item.taskId}`} className="btn quiet">
          {t('openTask')}
        </Link>
      )}
      {chosen && item.candidates.length > 0 && item.candidates.length <= 8 && props.mayEdit && (
        <div className="row wrap found-maybe">
          <span className="s">{t('maybe')}</span>
          {item.candidates.map(u => (
            <Button key={u.id} disabled={props.busy} onClick={() => actions.lead(item, u.id)}>
              {u.fullName}
            </Button>
          ))}
        </div>
      )}
      {chosen && props.mayEdit && item.state !== 'assigned' && <Buttons {...props} />}
    </div>
  )
}

function Buttons({
  item,
  last,
  actions,
  busy,
}: {
  item: PlanItemOut
  last: boolean
  actions: ItemActions
  busy: boolean
}) {
  const t = useTexts(vi, en)
  if (item.state === 'dropped')
    return (
      <div className="row wrap found-do">
        <Button disabled={busy} onClick={() => actions.restore(item)}>
          {t('restore')}
        </Button>
      </div>
    )
  return (
    <div className="row wrap found-do">
      {item.state === 'confirmed' ? (
        <Button disabled={busy} onClick={() => actions.unconfirm(item)}>
          {t('unconfirm')}
        </Button>
      ) : item.unitIds.length ? (
        <Button look="main" disabled={busy} onClick={() => actions.confirm([item])}>
          {t('confirm')}
        </Button>
      ) : (
        <Button look="main" disabled={busy} onClick={() => actions.edit(item)}>
          {t('chooseLead')}
        </Button>
      )}
      <Button disabled={busy} onClick={() => actions.edit(item)}>
        {t('edit')}
      </Button>
      <Button disabled={busy} onClick={() => actions.split(item)}>
        {t('split')}
      </Button>
      {!last && (
        <Button disabled={busy} onClick={() => actions.merge(item)}>
          {t('merge')}
        </Button>
      )}
      <Button look="quiet" disabled={busy} onClick={() => actions.drop(item)}>
        {t('drop')}
      </Button>
      <span className="sp" />
      {item.unitLabel && <span className="xs">{t('origin', { label: item.unitLabel })}</span>}
    </div>
  )
}

/** Role, deadline as read and as written, target, product, cooperating units, doubts. `full`: with the words of the document. */
function Marks({ item, full }: { item: PlanItemOut; full: boolean }) {
  const t = useTexts(vi, en)
  const recurs = (['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const).find(
    r => r === item.recurs,
  )
  const names = item.cooperating.map(u => u.fullName)
  const cooperating = [
    item.cooperatingText,
    names.length > 3 ? t('cooperatingMore', { n: names.length }) : names.join(', '),
  ].filter(Boolean)
  return (
    <div className="row wrap found-marks">
      {item.state === 'dropped' && <Tag>{t('dropped')}</Tag>}
      {item.state === 'assigned' && <Tag tone="ok">{t('given')}</Tag>}
      {item.kind === 'task' && <Tag>{t(`role.${item.role}`)}</Tag>}
      {item.asked && <Tag>{t('asked')}</Tag>}
      {item.due ? <Tag tone="ok">{t('due', { date: formatDate(item.due) })}</Tag> : !recurs && <Tag>{t('noDue')}</Tag>}
      {recurs && <Tag>{t(`recurs.${recurs}`)}</Tag>}
      {full && item.dueText && <Tag>“{item.dueText}”</Tag>}
      {item.target && (
        <Tag>
          {t('target', {
            value: formatNumber(item.target.value),
            unit: item.target.unit,
            of: item.target.of ?? '',
          })}
        </Tag>
      )}
      {item.product && <Tag>{t('product', { text: item.product })}</Tag>}
      {cooperating.length > 0 && <Tag>{t('cooperating', { text: cooperating.join(' · ') })}</Tag>}
      {item.state === 'found' &&
        item.doubts.map(d => (
          <Tag key={d} tone="doubt">
            {t(`doubt.${d as Doubt}`)}
          </Tag>
        ))}
    </div>
  )
}
