import type { HamletPage } from '@tusom/contract'
import { moveStateNames } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import type { Sections } from './sections.ts'
import vi from './vi.json' with { type: 'json' }

/** The list on paper, for when the battery is empty: who first, where to, telephones, and a box to tick. */
export function HamletPrint({ page, sections, savedAt }: { page: HamletPage; sections: Sections; savedAt: number }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const order = ['help', 'not-left', 'under-way', 'arrived', 'returned', 'stay'] as const
  const rows = order.flatMap(name => sections.sections[name].map(entry => ({ name, entry })))
  return (
    <div className="hamlet-print">
      <h1>
        {inExercise ? 'DIỄN TẬP · ' : ''}
        {t('printTitle', { hamlet: `${page.hamlet.fullName}, ${page.hamlet.communeName}` })}
      </h1>
      <p>{t('listFrom', { time: formatDateTime(savedAt) })}</p>
      <table>
        <thead>
          <tr>
            <th>☐</th>
            <th>{t('colHousehold')}</th>
            <th>{t('colPeople')}</th>
            <th>{t('colNeeds')}</th>
            <th>{t('colPhone')}</th>
            <th>{t('colTo')}</th>
            <th>{t('colState')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, entry: { row, move } }, i) => (
            <tr key={row.household.id} className={i > 0 && rows[i - 1]?.name !== name ? 'next' : ''}>
              <td>☐</td>
              <td>
                {row.household.label} · {row.household.code.replace(/^.*-/, '')}
              </td>
              <td>{row.household.people}</td>
              <td>{row.needs[language]}</td>
              <td>
                {[row.household.phone, row.alternate && `${row.alternate.phone} (${row.alternate.relation})`]
                  .filter(Boolean)
                  .join('; ')}
              </td>
              <td>{row.destination?.label ?? ''}</td>
              <td>{name === 'stay' ? t('stay') : moveStateNames[move.state][language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sign">{t('printSigned')}</p>
    </div>
  )
}
