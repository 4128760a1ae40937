import type { ProgressDocument, TracedBlock } from '@tusom/domain'
import { formatDate } from '@tusom/vi-text'
import { memo } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { WordFoot } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X']
type Inline = string | { text: string; bold?: boolean; italic?: boolean }[]

const plain = (text: Inline) =>
  typeof text === 'string'
    ? text
    : text.map((r, i) => (
        <span key={i} style={{ fontWeight: r.bold ? 700 : undefined, fontStyle: r.italic ? 'italic' : undefined }}>
          {r.text}
        </span>
      ))

/** Headings are counted as the Word document counts them. */
function labelled(body: readonly TracedBlock[]): (string | null)[] {
  let first = 0
  let second = 0
  return body.map(b => {
    if (b.type !== 'heading') return null
    if (b.level === 1) {
      second = 0
      return `${roman[first++] ?? first}. `
    }
    return `${++second}. `
  })
}

/**
 * The report as it will stand on paper, from the same blocks that the server writes. Every sentence can be pressed: it shows what it
 * rests on. `chosen`: the place of the sentence in the body, or -1 - n for row n of the first annex.
 */
export const Paper = memo(function Paper(props: {
  doc: ProgressDocument
  chosen: number | null
  onChoose: (index: number) => void
}) {
  const t = useTexts(vi, en)
  const { doc } = props
  const labels = labelled(doc.body)
  const [year, month, day] = doc.date.split('-') as [string, string, string?]
  const sentence = (index: number, block: TracedBlock, content: React.ReactNode) => (
    <p key={index}>
      {block.why ? (
        <span
          role="button"
          tabIndex={0}
          className={`progress-sentence ${props.chosen === index ? 'on' : ''}`}
          title={t('clickWhy')}
          aria-pressed={props.chosen === index}
          onClick={() => props.onChoose(index)}
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            props.onChoose(index)
          }}
        >
          {content}
        </span>
      ) : (
        content
      )}
    </p>
  )
  return (
    <article className="word-page progress-paper" lang="vi" aria-label={t('preview')}>
      <header className="word-head">
        <div>
          {doc.issuer.superior && <div>{doc.issuer.superior}</div>}
          {doc.issuer.name.map(line => (
            <div key={line} className="b">
              {line}
            </div>
          ))}
          <hr />
          <div>
            Số: {doc.number.sequence === null ? '      ' : String(doc.number.sequence).padStart(2, '0')}/
            {doc.number.code}
          </div>
        </div>
        <div>
          <div className="b">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>
          <div className="b">Độc lập - Tự do - Hạnh phúc</div>
          <hr />
          <div className="word-date">
            {doc.place}, ngày {day ?? '     '} tháng {Number(month) <= 2 || day ? month : Number(month)} năm {year}
          </div>
        </div>
      </header>
      <div className="word-title">
        BÁO CÁO
        <br />
        {doc.title}
      </div>
      {doc.to && <p className="progress-to">Kính gửi: {doc.to.join('; ')}</p>}
      {doc.body.map((block, i) => {
        switch (block.type) {
          case 'heading':
            return (
              <p key={i} className={`word-h${block.level}`}>
                {labels[i]}
                {block.level === 1 ? block.text.toLocaleUpperCase('vi') : block.text}
              </p>
            )
          case 'paragraph':
            return sentence(
              i,
              block,
              <>
                {plain(block.text)}
                {i === doc.body.length - 1 ? './.' : ''}
              </>,
            )
          case 'bullet':
            return sentence(
              i,
              block,
              <>
                {block.level === 2 ? '+ ' : '- '}
                {plain(block.text)}
              </>,
            )
          default:
            return null
        }
      })}
      <WordFoot recipients={doc.recipients} archive={doc.archive} signer={doc.signer} />
      {doc.annexes.map((annex, n) => (
        <section key={annex.title} className="progress-annex" aria-label={annex.title}>
          <div className="word-title">
            {doc.annexes.length > 1 ? `Phụ lục ${roman[n]}` : 'Phụ lục'}
            <br />
            {annex.title.toLocaleUpperCase('vi')}
          </div>
          {annex.body.map(block =>
            block.type === 'table' ? (
              <div key={annex.title} className="progress-scroll">
                <table>
                  <thead>
                    <tr>
                      {block.columns.map(c => (
                        <th key={c.title} scope="col">
                          {c.title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {block.rows.map((row, r) => (
                      <tr
                        key={r}
                        className={n === 0 && props.chosen === -1 - r ? 'on' : ''}
                        onClick={n === 0 ? () => props.onChoose(-1 - r) : undefined}
                      >
                        {row.map((cell, c) => (
                          <td key={c} style={{ textAlign: block.columns[c]?.align }}>
                            {plain(cell)}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ) : null,
          )}
        </section>
      ))}
      {doc.sample && <p className="word-sample">Số liệu mẫu, không phải thật</p>}
      {doc.exercise && <p className="word-sample">DIỄN TẬP{day ? ` ${formatDate(doc.date)}` : ''}</p>}
    </article>
  )
})
