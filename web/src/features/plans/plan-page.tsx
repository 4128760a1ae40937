import type { PlanDetail, PlanItemOut } from '@tusom/contract'
import { formatDate, formatNumber } from '@tusom/vi-text'
import { useEffect, useMemo, useState } from 'react'
import { inExercise } from '../../app/run.ts'
import { Link, useGo, useParams, useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Dialog, Empty, Icon, Loading, PageHeader, SampleMark, Tag, toast } from '../../ui/index.ts'
import { toCsv } from '../../ui/table-rows.ts'
import { issuerShort } from '../tasks/task-line.tsx'
import { EditItem } from './edit-item.tsx'
import en from './en.json' with { type: 'json' }
import { groupsOf, isSettled } from './groups.ts'
import { PlanDocument } from './plan-document.tsx'
import { type ItemActions, PlanItems } from './plan-items.tsx'
import { GeneralTasks } from './general-tasks.tsx'
import { MendHead } from './mend-head.tsx'
import './own-plans.css'
import './plans.css'
import { SplitItem } from './split-item.tsx'
import { type Edit, usePlan } from './use-plan.ts'
import vi from './vi.json' with { type: 'json' }

export default function PlanPage() {
  const { id = '' } = useParams()
  const t = useTexts(vi, en)
  const { plan, edit, assign } = usePlan(id)
  return (
    <Answer
      of={plan}
      loading={
        <>
          <PageHeader title={t('document')} />
          <Loading shape="panel" rows={5} />
        </>
      }
    >
      {detail => <Reader key={id} detail={detail} edit={edit} assign={assign} />}
    </Answer>
  )
}

type Sends = Pick<ReturnType<typeof usePlan>, 'edit' | 'assign'>

/** The document and its tasks side by side, each tied to its sentence; keyboard first. On a phone one of the two at a time. */
function Reader({ detail: given, edit, assign }: { detail: PlanDetail } & Sends) {
  // doubts are for those who settle them
  const detail = useMemo(
    () => (given.plan.mayEdit ? given : { ...given, items: given.items.map(i => ({ ...i, doubts: [] })) }),
    [given],
  )
  const t = useTexts(vi, en)
  const go = useGo()
  // from the address once; then kept here, because the router moves scrolled columns back at every change of the address
  const [asked] = useSearchParam('viec')
  const [chosenId, choose] = useState<number | null>(Number(asked) || null)
  const [tab, setTab] = useSearchParam('xem')
  const [editing, setEditing] = useState<PlanItemOut | null>(null)
  const [splitting, setSplitting] = useState<PlanItemOut | null>(null)
  const [assigning, setAssigning] = useState(false)
  const [mending, setMending] = useState(false)
  const groups = useMemo(() => groupsOf(detail.items), [detail.items])
  const inOrder = useMemo(() => groups.flatMap(g => g.items), [groups])
  const me = useMe()
  const first = detail.plan.mayEdit
    ? inOrder.find(i => !isSettled(i))
    : inOrder.find(i => i.unitIds.includes(me.homeUnit.id))
  const chosen = inOrder.find(i => i.id === chosenId) ?? first ?? inOrder[0] ?? null

  const after = (item: PlanItemOut) => {
    const at = inOrder.findIndex(i => i.id === item.id)
    return [...inOrder.slice(at + 1), ...inOrder.slice(0, at)].find(i => !isSettled(i))
  }
  const change = (e: Edit, done?: () => void) => edit.mutate(e, done ? { onSuccess: done } : {})
  const actions: ItemActions = {
    confirm: items => {
      const next = after(items.at(-1) as PlanItemOut)
      change({ step: 'change', ids: items.map(i => i.id), set: { state: 'confirmed' } }, () => next && choose(next.id))
    },
    unconfirm: item => change({ step: 'change', ids: [item.id], set: { state: 'found' } }),
    drop: item => {
      const next = after(item)
      change({ step: 'change', ids: [item.id], set: { state: 'dropped' } }, () => next && choose(next.id))
    },
    restore: item => change({ step: 'change', ids: [item.id], set: { state: 'found' } }),
    edit: setEditing,
    split: setSplitting,
    merge: item => {
      const next = inOrder[inOrder.indexOf(item) + 1]
      if (next && next.kind === item.kind && next.state !== 'assigned') {
        choose(item.id)
        change({ step: 'merge', ids: [item.id, next.id] })
      }
    },
    lead: (item, unitId) => change({ step: 'change', ids: [item.id], set: { unitIds: [unitId] } }),
  }
  const undo = () => change({ step: 'undo' }, () => toast(t('undone')))

  const open = editing !== null || splitting !== null || assigning || mending
  const { mayEdit } = detail.plan
  useEffect(() => {
    if (open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if ((event.target as Element).closest('input,textarea,select,[contenteditable]')) return
      const key = event.key.toLowerCase()
      const at = chosen ? inOrder.indexOf(chosen) : -1
      if (key === 'j' || key === 'k') {
        const next = inOrder[Math.min(Math.max(at + (key === 'j' ? 1 : -1), 0), inOrder.length - 1)]
        if (next) choose(next.id)
        event.preventDefault()
        return
      }
      if (!mayEdit || !chosen || edit.isPending) return
      const free = chosen.state === 'found' || chosen.state === 'confirmed'
      if (event.key === 'Enter' && !(event.target as Element).closest('button,a')) {
        if (chosen.state === 'found' && chosen.unitIds.length) actions.confirm([chosen])
        else if (chosen.state === 'found') actions.edit(chosen)
      } else if (key === 's' && free) actions.split(chosen)
      else if (key === 'm' && free) actions.merge(chosen)
      else if (key === 'u' && detail.undoable > 0) undo()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  const { counts } = detail.plan
  const kept = counts.found + counts.confirmed + counts.assigned
  const doubtful = detail.items.filter(i => i.state === 'found' && i.doubts.length > 0).length
  const confirmed = detail.items.filter(i => i.state === 'confirmed')
  const settled = detail.items.filter(i => i.state === 'confirmed' || i.state === 'assigned').length
  return (
    <div className="reader">
      <PageHeader
        title={detail.plan.title}
        back={
          <Link to="/ke-hoach" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          <>
            <span className="s reader-counts">
              {t('count', { units: counts.units, tasks: kept })}
              {mayEdit && doubtful > 0 && <b className="doubt-mark"> · {t('toLook', { n: doubtful })}</b>}
            </span>
            <Link to={`/ke-hoach/${detail.plan.id}/don-vi`} className="btn wide-only">
              {t('coverage')}
            </Link>
            {counts.assigned > 0 && (
              <Link to={`/ke-hoach/${detail.plan.id}/bao-cao`} className="btn">
                {t('progressReport')}
              </Link>
            )}
            <button
              type="button"
              className="icon-btn wide-only"
              aria-label={t('export')}
              title={t('export')}
              onClick={() => download(detail, t)}
            >
              <Icon name="download" />
            </button>
            {mayEdit && (confirmed.length > 0 || counts.assigned === 0) && (
              <Button look="main" disabled={!confirmed.length} onClick={() => setAssigning(true)}>
                {confirmed.length ? t('assign', { n: confirmed.length }) : t('assignNone')}
              </Button>
            )}
            {mayEdit && !confirmed.length && counts.assigned > 0 && (
              <Link to={`/nhiem-vu?side=all&plan=${detail.plan.id}`} className="btn">
                {t('toTasks')}
              </Link>
            )}
          </>
        }
      >
        <Tag>
          {[detail.plan.number ?? detail.plan.kind, issuerShort(detail.plan.issuer)].filter(Boolean).join(' · ')}
        </Tag>
        {detail.plan.urgency && <Tag tone="late">{detail.plan.urgency}</Tag>}
        {detail.plan.sample && <SampleMark />}
        {mayEdit && (
          <button
            type="button"
            className="icon-btn"
            aria-label={t('head.mend')}
            title={t('head.mend')}
            onClick={() => setMending(true)}
          >
            <Icon name="edit" />
          </button>
        )}
        <Tag tone="ok">
          {t('readIn', { seconds: formatNumber(Math.max(0.01, Math.round(detail.readMs / 10) / 100)) })}
        </Tag>
      </PageHeader>
      <div className="tabs phone-only" role="group" aria-label={t('document')}>
        <button type="button" aria-pressed={tab !== 'van-ban'} onClick={() => setTab(null)}>
          {t('tasks')}
        </button>
        <button type="button" aria-pressed={tab === 'van-ban'} onClick={() => setTab('van-ban')}>
          {t('text')}
        </button>
      </div>
      <section className={`reader-text ${tab === 'van-ban' ? '' : 'wide-only'}`} aria-label={t('text')} tabIndex={0}>
        <PlanDocument text={detail.text} items={detail.items} chosen={chosen?.id ?? null} onChoose={choose} />
      </section>
      <aside className={`reader-tasks ${tab === 'van-ban' ? 'wide-only' : ''}`} aria-label={t('found')}>
        <header className="reader-head row">
          <h2>{t('found')}</h2>
          <span className="sp" />
          {mayEdit && (
            <span className="s wide-only" aria-label={t('keys')}>
              <kbd>J</kbd> <kbd>K</kbd> {t('keyMove')} · <kbd>Enter</kbd> {t('keyConfirm')} · <kbd>S</kbd>{' '}
              {t('keySplit')} · <kbd>M</kbd> {t('keyMerge')} · <kbd>U</kbd> {t('keyUndo')}
            </span>
          )}
        </header>
        <div className="reader-list">
          {!mayEdit && <p className="note">{t('readOnly', { owner: detail.plan.owner.fullName })}</p>}
          {detail.warnings.length > 0 && (
            <details className="note doubt reader-warnings" open={detail.items.length === 0}>
              <summary>
                {t('warnings')} ({detail.warnings.length})
              </summary>
              <ul>
                {detail.warnings.map(w => (
                  <li key={w}>{w}</li>
                ))}
              </ul>
            </details>
          )}
          {detail.items.length === 0 ? (
            <Empty title={t('nothing')}>{t('nothingHint')}</Empty>
          ) : (
            <PlanItems
              detail={detail}
              groups={groups}
              chosen={chosen?.id ?? null}
              onChoose={choose}
              actions={actions}
              busy={edit.isPending}
            />
          )}
          <GeneralTasks detail={detail} busy={edit.isPending} onAdd={at => change({ step: 'general', at })} />
        </div>
        <footer className="reader-foot row">
          <span className="s">{t('linked')}</span>
          <span className="sp" />
          {mayEdit && detail.undoable > 0 && (
            <Button look="quiet" busy={edit.isPending} onClick={undo}>
              {t('keyUndo')}
            </Button>
          )}
          <b>{t('progress', { done: settled, total: kept })}</b>
        </footer>
      </aside>
      {editing && (
        <EditItem
          item={editing}
          busy={edit.isPending}
          onClose={() => setEditing(null)}
          onSave={set => change({ step: 'change', ids: [editing.id], set }, () => setEditing(null))}
        />
      )}
      {splitting && (
        <SplitItem
          item={splitting}
          busy={edit.isPending}
          onClose={() => setSplitting(null)}
          onSplit={at => change({ step: 'split', id: splitting.id, at }, () => setSplitting(null))}
        />
      )}
      {mending && <MendHead plan={detail.plan} onClose={() => setMending(false)} />}
      {assigning && (
        <AssignDialog
          confirmed={confirmed}
          left={detail.items.filter(i => i.state === 'found').length}
          busy={assign.isPending}
          onClose={() => setAssigning(false)}
          onAssign={tasks =>
            assign.mutate(undefined, {
              onSuccess: done => {
                setAssigning(false)
                toast(t('assigned', { items: done.items, tasks }), {
                  action: { text: t('toTasks'), run: () => go(`/nhiem-vu?side=all&plan=${detail.plan.id}`) },
                })
              },
            })
          }
        />
      )}
    </div>
  )
}

function AssignDialog(props: {
  confirmed: readonly PlanItemOut[]
  left: number
  busy: boolean
  onAssign: (tasks: number) => void
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const tasks = props.confirmed.reduce((n, i) => n + i.unitIds.length, 0)
  const units = new Set(props.confirmed.flatMap(i => i.unitIds)).size
  return (
    <Dialog
      title={t('assignTitle', { n: props.confirmed.length })}
      onClose={props.onClose}
      actions={
        <Button look="main" busy={props.busy} onClick={() => props.onAssign(tasks)}>
          {t('assignDo')}
        </Button>
      }
    >
      <p>{t('assignText', { n: props.confirmed.length, tasks, units })}</p>
      {props.left > 0 && <p className="mut">{t('assignLeft', { n: props.left })}</p>}
    </Dialog>
  )
}

type T = ReturnType<typeof useTexts<typeof vi>>
function download(detail: PlanDetail, t: T): void {
  const rows = detail.items
    .filter(i => i.mergedInto === null)
    .map(i => [
      i.unitText,
      i.title,
      i.text,
      t(`role.${i.role}`),
      [i.cooperatingText, ...i.cooperating.map(u => u.fullName)].filter(Boolean).join(', '),
      i.due ? formatDate(i.due) : '',
      i.dueText ?? '',
      i.product ?? '',
      i.state === 'assigned'
        ? t('given')
        : i.state === 'dropped'
          ? t('dropped')
          : i.state === 'confirmed'
            ? t('confirm')
            : '',
    ])
  const titles = [
    t('lead'),
    t('name'),
    t('words'),
    t('found'),
    t('with'),
    t('dueDay'),
    '“…”',
    t('productField'),
    t('state'),
  ]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([toCsv(titles, rows)], { type: 'text/csv;charset=utf-8' }))
  link.download = `${inExercise ? 'DIEN TAP - ' : ''}${(detail.plan.number ?? t('document')).replaceAll('/', '-')}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
