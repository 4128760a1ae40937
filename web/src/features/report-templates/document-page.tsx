import type { ReportDocument } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { base } from '../../app/run.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Empty, Icon, Loading, PageHeader, SampleMark, Tag } from '../../ui/index.ts'
import '../../ui/word-paper.css'
import { DocumentView } from './document-view.tsx'
import en from './en.json' with { type: 'json' }
import { SourceOf } from './source-of.tsx'
import './templates.css'
import vi from './vi.json' with { type: 'json' }

type Source = ReportDocument['sources'][number]

/** A report as it comes out of Word, by the template in use: read here before it is signed, each figure led back to who typed it. */
export default function DocumentPage() {
  const t = useTexts(vi, en)
  const [form] = useSearchParam('form')
  const [period] = useSearchParam('period')
  const [unit] = useSearchParam('unit')
  const [source, setSource] = useState<Source | null>(null)
  const query = `form=${encodeURIComponent(form ?? '')}&period=${encodeURIComponent(period ?? '')}${unit ? `&unit=${encodeURIComponent(unit)}` : ''}`
  const kind = unit ? 'unit' : 'consolidated'
  const document = useQuery({
    queryKey: ['reports', 'document', query],
    queryFn: () => api.get<ReportDocument>(`/api/report-templates/filled/${kind}?${query}`),
    enabled: form !== null && period !== null,
  })
  const d = document.data
  const back = unit ? `/bao-cao/${form}/${period}/${unit}` : `/bao-cao?form=${form}&period=${period}`
  const hrefOf = (s: Source): string => {
    const of = s.unitId ?? d?.unit?.id ?? (s.unitIds?.length === 1 ? s.unitIds[0] : undefined)
    return of
      ? `${base}/bao-cao/${form}/${period}/${of}${s.figures ? `#row-${s.figures[0]}` : s.part ? `#part-${s.part}` : ''}`
      : base + back
  }
  if (!form || !period) return <Empty title={t('noForms')} />
  return (
    <>
      <PageHeader
        title={t('document')}
        actions={
          <span className="row wrap">
            <Link className="btn" to={back}>
              {t('backToReport')}
            </Link>
            <Link className="btn" to={`/bao-cao/bieu-do?${query}`}>
              {t('charts')}
            </Link>
            <Button onClick={() => print()}>{t('print')}</Button>
            <a className="btn main" href={apiHref(`/api/report-templates/filled/${kind}.docx?${query}`)} download>
              <Icon name="download" size={16} />
              {t('word')}
            </a>
          </span>
        }
      >
        {d && (
          <>
            <Tag>
              {d.template
                ? t('ownTemplate', { n: d.template.version, name: d.template.filename })
                : t('standardTemplate')}
            </Tag>
            {d.draft && <Tag tone="doubt">{t('draftMark')}</Tag>}
            {d.sample && <SampleMark />}
          </>
        )}
      </PageHeader>
      <div className="page document-page">
        <p className="mut no-print">{t('documentHint')}</p>
        <Answer of={document} loading={<Loading shape="table" rows={14} />}>
          {data => <DocumentView document={data} hrefOf={hrefOf} onSource={setSource} />}
        </Answer>
        <p className="xs mut no-print">{t('wordPreviewOnly')}</p>
      </div>
      {source && d && <SourceOf document={d} source={source} onClose={() => setSource(null)} />}
    </>
  )
}
