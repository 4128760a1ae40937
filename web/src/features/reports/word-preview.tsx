import { type ReportBlock, type ReportRun, type ReportText } from '@tusom/domain'
import { memo, useMemo } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { WordFoot } from '../../ui/index.ts'
import '../../ui/word-paper.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

function Runs({ runs, onFigure }: { runs: readonly ReportRun[]; onFigure?: ((element: string) => void) | undefined }) {
  const t = useTexts(vi, en)
  return runs.map((r, i) => {
    const look = { fontWeight: r.bold ? 700 : undefined, fontStyle: r.italic ? 'italic' : undefined }
    const figure = r.figures?.[0]
    if (figure && onFigure)
      return (
        // out of the tab order: the keyboard has the cells themselves
        <a
          key={i}
          href={`#row-${figure}`}
          tabIndex={-1}
          className="word-figure"
          style={look}
          title={t('toFigure')}
          onClick={event => {
            event.preventDefault()
            onFigure(figure)
          }}
        >
          {r.text}
        </a>
      )
    return (
      <span key={i} style={look}>
        {r.text}
      </span>
    )
  })
}

/** Headings are counted as the Word document counts them: I. and within each 1. */
function numbered(body: readonly ReportBlock[]): (ReportBlock & { label?: string })[] {
  let first = 0
  let second = 0
  return body.map(block => {
    if (block.type !== 'heading') return block
    if (block.level === 1) {
      second = 0
      return { ...block, label: `${roman[first++] ?? first}. ` }
    }
    return { ...block, label: `${++second}. ` }
  })
}

/** The Word document as it will come out, from the same text that the server writes: it grows while people type. */
export const WordPreview = memo(function WordPreview(props: {
  text: ReportText
  onFigure?: (element: string) => void
}) {
  const t = useTexts(vi, en)
  const { text } = props
  const blocks = useMemo(() => numbered(text.body), [text])
  const month = Number(text.date.slice(5, 7))
  return (
    <article className="word-page" lang="vi" aria-label={t('preview')}>
      <header className="word-head">
        <div>
          {text.issuer.name.map(line => (
            <div key={line} className="b">
              {line}
            </div>
          ))}
          <hr />
          <div>Số: /{text.number.code}</div>
        </div>
        <div>
          <div className="b">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>
          <div className="b">Độc lập - Tự do - Hạnh phúc</div>
          <hr />
          <div className="word-date">
            {text.place}, ngày tháng {month <= 2 ? `0${month}` : month} năm {text.date.slice(0, 4)}
          </div>
        </div>
      </header>
      <div className="word-title">
        BÁO CÁO
        <br />
        {text.title}
      </div>
      {blocks.map((block, i) => {
        switch (block.type) {
          case 'heading':
            return (
              <p key={i} className={`word-h${block.level}`}>
                {block.label}
                {block.level === 1 ? block.text.toUpperCase() : block.text}
              </p>
            )
          case 'paragraph':
            return (
              <p key={i}>
                <Runs runs={block.text} onFigure={props.onFigure} />
                {i === blocks.length - 1 ? './.' : ''}
              </p>
            )
          case 'bullet':
            return (
              <p key={i}>
                {block.level === 2 ? '+ ' : '- '}
                <Runs runs={block.text} onFigure={props.onFigure} />
              </p>
            )
          case 'table':
            return null
        }
      })}
      <WordFoot recipients={text.recipients} archive={text.archive} signer={text.signer} />
      {text.sample && <p className="word-sample">Số liệu mẫu, không phải thật</p>}
    </article>
  )
})
