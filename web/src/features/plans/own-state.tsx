import type { OwnPlanRowOut } from '@tusom/contract'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** How an own plan stands, and, while it is owed, how long still. */
export function OwnState({ row }: { row: OwnPlanRowOut }) {
  const t = useTexts(vi, en)
  const late = row.days !== null && row.days < 0
  return (
    <span className="row wrap">
      <Tag
        tone={
          row.state === 'accepted'
            ? 'ok'
            : row.state === 'returned' || late
              ? 'late'
              : row.state === 'filed'
                ? 'doubt'
                : 'plain'
        }
      >
        {t(`own.state.${row.state}`)}
      </Tag>
      {row.days !== null && (
        <span className={`s ${late ? 'late' : ''}`}>
          {late ? t('own.late', { n: -row.days }) : row.days === 0 ? t('own.today') : t('own.left', { n: row.days })}
        </span>
      )}
      {row.filedLate && <span className="s">{t('own.filedLate')}</span>}
    </span>
  )
}
