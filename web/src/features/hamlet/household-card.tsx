import type { HamletPage } from '@tusom/contract'
import { helpNeedNames, moveStateNames, unplacedNames } from '@tusom/domain'
import { formatNumber, localParts } from '@tusom/vi-text'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import type { Entry, Section } from './sections.ts'
import vi from './vi.json' with { type: 'json' }

/** The edge: red while somebody must come, teal on the way, green when there. */
function look({ move }: Entry, section: Section): string {
  if (move.help) return 'help'
  return section === 'help' && move.state !== 'planned' ? 'under-way' : section
}

/** One household: who, how many, where to, what makes it hard, and the two buttons. */
export function HouseholdCard(props: {
  entry: Entry
  section: Section
  page: HamletPage
  onMain: () => void
  onHelp: () => void
  onMore: () => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { row, move, waiting } = props.entry
  const { household } = row
  const main =
    move.state === 'arrived'
      ? t('doReturned')
      : move.state === 'left' || move.state === 'moving'
        ? `✓ ${t('doArrived')}`
        : row.transport
          ? `→ ${t('doMoving')}`
          : `→ ${t('doLeft')}`
  const to = move.place ? props.page.places.find(p => p.kind === move.place?.kind && p.id === move.place.id) : null
  const destination = to?.label ?? row.destination?.label
  const needs = row.needs[language]
  return (
    <article className={`hamlet-card ${look(props.entry, props.section)}`}>
      <header>
        <h3>
          {household.label}
          {household.named && <span className="code"> · {household.code.replace(/^.*-/, '')}</span>}
        </h3>
        <span className="mut">{t('people', { n: household.people })}</span>
      </header>
      <p>
        {destination ? (
          <>
            → {destination}
            {row.distanceKm !== null && !to && (
              <span className="mut"> · {t('far', { km: formatNumber(row.distanceKm) })}</span>
            )}
          </>
        ) : row.mustGo ? (
          <span className="late">
            {row.unplaced && row.unplaced in unplacedNames
              ? t('noPlace', { why: unplacedNames[row.unplaced as keyof typeof unplacedNames][language] })
              : t('noPlacePlain')}
          </span>
        ) : (
          <span className="mut">{household.thresholdNote}</span>
        )}
      </p>
      {needs && <p className="needs">⚠ {needs}</p>}
      {household.bigLivestock > 0 && move.state === 'planned' && (
        <p className="mut">{t('livestock', { n: household.bigLivestock })}</p>
      )}
      {move.help && (
        <p className="late b">
          {t('helpSince', { time: localParts(move.help.since).time, need: helpNeedNames[move.help.need][language] })}
        </p>
      )}
      {move.refusedSince !== null && (
        <p className="late">{t('refusedSince', { time: localParts(move.refusedSince).time })}</p>
      )}
      {(move.since !== null || waiting) && (
        <p className="s">
          {move.since !== null &&
            t('stateSince', { state: moveStateNames[move.state][language], time: localParts(move.since).time })}{' '}
          {waiting && <Tag tone="doubt">{t('waiting')}</Tag>}
        </p>
      )}
      <div className="hamlet-acts no-print">
        <Button look={move.state === 'arrived' || props.section === 'stay' ? 'plain' : 'main'} onClick={props.onMain}>
          {main}
        </Button>
        <Button onClick={props.onHelp}>{move.help ? t('doHelped') : t('doHelp')}</Button>
        <Button
          look="quiet"
          className="hamlet-more"
          aria-label={`${t('more')}: ${household.label}`}
          onClick={props.onMore}
        >
          ⋯
        </Button>
      </div>
    </article>
  )
}
