import type { HamletPage, MoveIn } from '@tusom/contract'
import { type HelpNeed, helpNeedNames, helpNeeds, moveStateNames, type MovePlace } from '@tusom/domain'
import { formatNumber, localParts } from '@tusom/vi-text'
import { useState } from 'react'

import { usePageTitle } from '../../app/page-title.ts'
import { useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Empty, ErrorState, Icon, Loading, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './hamlet.css'
import { HamletTop, KeptBar } from './hamlet-top.tsx'
import { HouseholdCard } from './household-card.tsx'
import { HamletPrint } from './hamlet-print.tsx'
import type { Entry, Section } from './sections.ts'
import { type Hamlet, useHamlet } from './use-hamlet.ts'
import vi from './vi.json' with { type: 'json' }

export default function HamletByIdPage() {
  const { id } = useParams()
  return <HamletView key={id} unitId={Number(id)} />
}

/** One hamlet, for a thumb, in rain, with no signal: who needs help first, two big buttons, what is saved here and what arrived there. */
export function HamletView({ unitId }: { unitId: number | null }) {
  const t = useTexts(vi, en)
  const hamlet = useHamlet(unitId)
  const { page } = hamlet
  usePageTitle(page.data?.page.hamlet.fullName ?? t('title'))
  if (page.data && hamlet.sections) return <Shown hamlet={hamlet} page={page.data.page} savedAt={page.data.savedAt} />
  if (page.error)
    return (
      <div className="hamlet">
        <KeptBar hamlet={hamlet} savedAt={null} />
        <ErrorState error={page.error} retry={() => void page.refetch()} />
      </div>
    )
  return <Loading shape="list" />
}

type Asking = { what: 'help' | 'more' | 'place'; entry: Entry } | null

function Shown({ hamlet, page, savedAt }: { hamlet: Hamlet; page: HamletPage; savedAt: number }) {
  const t = useTexts(vi, en)
  const { sections, tally, safe } = hamlet.sections as NonNullable<Hamlet['sections']>
  const [asking, setAsking] = useState<Asking>(null)
  const [open, setOpen] = useState<ReadonlySet<Section>>(
    // in dry weather the list is for looking ahead, so it stands open
    () => new Set(page.orders.length ? [] : (['stay'] as const)),
  )

  const act = (entry: Entry, move: Omit<MoveIn, 'id' | 'at' | 'householdId'>, said: string) => {
    setAsking(null)
    const householdId = entry.row.household.id
    // a destination on the page carries its label too; the server takes kind and number only
    const place = move.place ? { place: { kind: move.place.kind, id: move.place.id } } : {}
    void hamlet.act({ ...move, ...place, householdId }).then(
      id =>
        toast(`${entry.row.household.label}: ${said}`, {
          action: {
            text: t('undo'),
            run: () => void hamlet.act({ kind: 'undo', householdId, undoes: id }).then(() => toast(t('undone'))),
          },
        }),
      (fault: Error) => toast(fault.message, { tone: 'late' }),
    )
  }
  const arrive = (entry: Entry, place: MovePlace | null) => act(entry, { kind: 'arrived', place }, t('doArrived'))
  const share = tally.total.households ? safe.households / tally.total.households : 0
  return (
    <div className="hamlet">
      <HamletTop page={page} waiting={tally.planned.households + tally.left.households + tally.moving.households > 0} />
      <KeptBar hamlet={hamlet} savedAt={savedAt} />
      {hamlet.refused.map(r => (
        <div key={r.move.id} className="note late hamlet-refused" role="alert">
          <span>
            <b>{t('refusedTitle')}.</b> {r.refused}
          </span>
          <Button onClick={() => hamlet.dismiss(r.move.id)}>{t('understood')}</Button>
        </div>
      ))}
      {page.households.length === 0 ? (
        <Empty title={t('none')}>{t('noneHint')}</Empty>
      ) : (
        <>
          {tally.total.households > 0 && (
            <div className="hamlet-sum">
              <div
                className="hamlet-ring"
                style={{ background: `conic-gradient(var(--ok) ${share * 360}deg, var(--line) 0)` }}
                aria-hidden="true"
              >
                <span>
                  {safe.households}/{tally.total.households}
                </span>
              </div>
              <div>
                <b>{t('safe', { n: safe.households })}</b>
                <p className="mut">
                  {t('progress', {
                    safe: formatNumber(safe.people),
                    total: formatNumber(tally.total.people),
                    moving: tally.left.households + tally.moving.households,
                    planned: tally.planned.households,
                  })}
                </p>
              </div>
            </div>
          )}
          {(['help', 'under-way', 'not-left', 'arrived', 'returned', 'stay'] as const).map(name => {
            const list = sections[name]
            if (!list.length) return null
            const folded = (name === 'arrived' || name === 'returned' || name === 'stay') && !open.has(name)
            const fold = () =>
              setOpen(s => {
                const next = new Set(s)
                if (!next.delete(name)) next.add(name)
                return next
              })
            return (
              <section key={name} className="hamlet-section">
                <h2>
                  {t(name)}
                  <span className="mut"> · {t('households', { n: list.length })}</span>
                  {['arrived', 'returned', 'stay'].includes(name) && (
                    <Button look="quiet" onClick={fold} aria-expanded={!folded}>
                      {folded ? t('showAll', { n: list.length }) : t('hide')}
                    </Button>
                  )}
                </h2>
                {!folded &&
                  list.map(entry => (
                    <HouseholdCard
                      key={entry.row.household.id}
                      entry={entry}
                      section={name}
                      page={page}
                      onMain={() => {
                        const { state } = entry.move
                        if (state === 'left' || state === 'moving') arrive(entry, entry.row.destination)
                        else if (state === 'arrived') act(entry, { kind: 'returned' }, t('doReturned'))
                        else if (entry.row.transport) act(entry, { kind: 'moving' }, t('doMoving'))
                        else act(entry, { kind: 'left' }, t('doLeft'))
                      }}
                      onHelp={() =>
                        entry.move.help
                          ? act(entry, { kind: 'helped' }, t('doHelped'))
                          : setAsking({ what: 'help', entry })
                      }
                      onMore={() => setAsking({ what: 'more', entry })}
                    />
                  ))}
              </section>
            )
          })}
          <div className="hamlet-foot no-print">
            <Button
              icon="check"
              onClick={() =>
                void hamlet.act({ kind: 'no-change', hamletId: page.hamlet.id }).then(() => toast(t('noChangeDone')))
              }
            >
              {t('noChange')}
            </Button>
            <small>{t('noChangeHint')}</small>
            <Button icon="print" onClick={() => window.print()}>
              {t('print')}
            </Button>
            <small>{page.named ? t('readLogged') : t('codesOnly')}</small>
          </div>
        </>
      )}
      <HamletPrint page={page} sections={hamlet.sections as NonNullable<Hamlet['sections']>} savedAt={savedAt} />
      {asking?.what === 'help' && <HelpDialog entry={asking.entry} act={act} close={() => setAsking(null)} />}
      {asking?.what === 'more' && (
        <MoreDialog
          entry={asking.entry}
          act={act}
          elsewhere={() => setAsking({ what: 'place', entry: asking.entry })}
          close={() => setAsking(null)}
        />
      )}
      {asking?.what === 'place' && (
        <Dialog title={t('elsewhereTitle')} onClose={() => setAsking(null)}>
          <div className="hamlet-choices">
            {page.places.map(p => (
              <Button key={`${p.kind}${p.id}`} onClick={() => arrive(asking.entry, { kind: p.kind, id: p.id })}>
                {p.label}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  )
}

type DialogProps = {
  entry: Entry
  act: (entry: Entry, move: Omit<MoveIn, 'id' | 'at' | 'householdId'>, said: string) => void
  close: () => void
}

function HelpDialog({ entry, act, close }: DialogProps) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  return (
    <Dialog title={t('helpTitle')} onClose={close}>
      <p className="b">{entry.row.household.label}</p>
      <div className="hamlet-choices">
        {helpNeeds.map((need: HelpNeed) => (
          <Button key={need} onClick={() => act(entry, { kind: 'help', need }, helpNeedNames[need][language])}>
            {helpNeedNames[need][language]}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}

function MoreDialog({ entry, act, elsewhere, close }: DialogProps & { elsewhere: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { row, move } = entry
  const phones = [
    ...(row.household.phone ? [{ name: row.household.label, phone: row.household.phone }] : []),
    ...(row.alternate?.phone
      ? [{ name: `${row.alternate.name} (${row.alternate.relation})`, phone: row.alternate.phone }]
      : []),
  ]
  return (
    <Dialog title={row.household.label} onClose={close}>
      {move.since !== null && (
        <p className="mut">
          {t('stateSince', { state: moveStateNames[move.state][language], time: localParts(move.since).time })}
          {move.by ? ` · ${move.by}` : ''}
        </p>
      )}
      {row.note && <p>{row.note}</p>}
      <div className="hamlet-choices">
        {phones.map(p => (
          <a key={p.phone} className="btn" href={`tel:${p.phone}`}>
            <Icon name="phone" size={16} />
            {t('call', { name: p.name })} · {p.phone}
          </a>
        ))}
        {move.state !== 'left' && move.state !== 'arrived' && (
          <Button onClick={() => act(entry, { kind: 'left' }, t('doSelf'))}>{t('doSelf')}</Button>
        )}
        {move.state !== 'moving' && move.state !== 'arrived' && (
          <Button onClick={() => act(entry, { kind: 'moving' }, t('doMoved'))}>{t('doMoved')}</Button>
        )}
        {move.state !== 'arrived' && (
          <Button onClick={() => act(entry, { kind: 'arrived', place: row.destination }, t('doArrived'))}>
            {t('doArrived')}
            {row.destination ? `: ${row.destination.label}` : ''}
          </Button>
        )}
        <Button onClick={elsewhere}>{t('elsewhere')}</Button>
        {move.state !== 'arrived' && move.refusedSince === null && (
          <Button onClick={() => act(entry, { kind: 'refused' }, t('doRefused'))}>{t('doRefused')}</Button>
        )}
        {move.state !== 'planned' && move.state !== 'returned' && (
          <Button onClick={() => act(entry, { kind: 'returned' }, t('doReturned'))}>{t('doReturned')}</Button>
        )}
        {move.lastId && (
          <Button look="danger" onClick={() => act(entry, { kind: 'undo', undoes: move.lastId }, t('undone'))}>
            {t('undo')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
