import type { ReportTemplateNames } from '@tusom/contract'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Card, Empty, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** What can be written in a template, to be found and copied. */
export function TemplateNames({ names }: { names: ReportTemplateNames }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const rows = names.flatMap(n => [
    { ...n, list: n.holds !== undefined, of: '' },
    ...(n.holds ?? []).map(h => ({ ...h, list: h.list === true, of: n.name })),
  ])
  return (
    <Card title={t('names', { n: rows.length })}>
      <Table
        name={t('names', { n: rows.length })}
        id="ten"
        rows={rows}
        rowKey={n => `${n.of} ${n.name}`}
        empty={<Empty title={t('noForms')} />}
        columns={[
          {
            key: 'viet',
            title: t('name'),
            value: n => n.name,
            cell: n => <code>{n.list ? `{#${n.name}} … {/${n.name}}` : `{${n.name}}`}</code>,
          },
          {
            key: 'nghia',
            title: t('means'),
            value: n => n.vi,
            cell: n => (
              <>
                {language === 'en' ? n.en : n.vi} {n.list && <Tag>{t('loop')}</Tag>}
                {n.of && <Tag>{t('inside', { name: n.of })}</Tag>}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}
