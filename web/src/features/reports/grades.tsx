import type { ReportOverview } from '@tusom/contract'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Sets of criteria: which communes came to which grade. */
export function Grades({ overview }: { overview: ReportOverview }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  return overview.criteria.map(set => (
    <div key={set.code} className="report-grades">
      <b>{language === 'en' ? set.titleEn : set.titleVi}</b>
      {[...set.grades, { nameVi: t('ungraded'), nameEn: t('ungraded'), units: set.ungraded }]
        .filter(g => g.units.length > 0)
        .map(g => (
          <details key={g.nameVi}>
            <summary>{t('gradeUnits', { grade: language === 'en' ? g.nameEn : g.nameVi, n: g.units.length })}</summary>
            {g.units.map(u => u.name).join(', ')}
          </details>
        ))}
    </div>
  ))
}
