import type { OwnPlanDetail } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { emptyLine, OwnPlanLine, type TypedLine } from './own-plan-line.tsx'
import vi from './vi.json' with { type: 'json' }

const TITLE = 300

/** The first sentence of a general task, as a title that can be mended. */
function titleOf(text: string): string {
  const first = /^.{20,}?[.;](?=\s|$)/su.exec(text)?.[0].replace(/[.;]$/, '') ?? text
  return first.length <= TITLE ? first : `${first.slice(0, first.lastIndexOf(' ', TITLE))}…`
}

/** What the unit adds: general tasks of the plan above that are given to nobody by name, and work that only it needs. */
export function OwnLines(props: {
  general: OwnPlanDetail['general']
  lines: ReadonlyMap<string, TypedLine>
  tried: boolean
  leads: string
  onChange: (lines: Map<string, TypedLine>) => void
}) {
  const t = useTexts(vi, en)
  const { general, lines, tried, leads, onChange } = props
  const set = (key: string, typed: TypedLine | null) => {
    const next = new Map(lines)
    if (typed) next.set(key, typed)
    else next.delete(key)
    onChange(next)
  }
  const add = () => {
    const used = [...lines.keys()].map(k => Number(/^r(\d+)$/.exec(k)?.[1] ?? 0))
    set(`r${Math.max(0, ...used) + 1}`, emptyLine(''))
  }
  const ofGeneral = new Set(general.map(g => g.key))
  const free = [...lines].filter(([key]) => !ofGeneral.has(key))
  const taken = general.filter(g => lines.has(g.key)).length
  return (
    <Card
      title={t('own.ownLines')}
      aside={
        <Button look="quiet" icon="plus" onClick={add}>
          {t('own.addLine')}
        </Button>
      }
    >
      <p className="pad s">{t('own.ownHint')}</p>
      {free.length > 0 && (
        <ul className="own-lines">
          {free.map(([key, typed], n) => (
            <OwnPlanLine
              key={key}
              title={typed.title || t('own.newLine', { n: n + 1 })}
              hint={t('own.untick')}
              typed={typed}
              tried={tried}
              leads={leads}
              onTake={() => set(key, null)}
              onType={next => set(key, next)}
            />
          ))}
        </ul>
      )}
      {general.length > 0 && (
        <details className="own-general" open={taken > 0}>
          <summary>{t('own.general', { n: general.length, taken })}</summary>
          <ul className="own-lines">
            {general.map(g => (
              <OwnPlanLine
                key={g.key}
                title={titleOf(g.text)}
                hint={[...g.path, g.label].filter(x => /[\p{L}\d]/u.test(x)).join(' › ')}
                typed={lines.get(g.key) ?? null}
                tried={tried}
                leads={leads}
                onTake={on => set(g.key, on ? emptyLine(titleOf(g.text)) : null)}
                onType={next => set(g.key, next)}
              />
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}
