import type { ChartOut, ReportDocument } from '@tusom/contract'
import { ChartCard } from '../briefings/chart-card.tsx'

type Source = ReportDocument['sources'][number]
type Block = ReportDocument['blocks'][number]
type Paragraph = Extract<Block, { type: 'paragraph' }>

type Shown = {
  document: ReportDocument
  /** the page where a source is kept, for who opens it in a tab of its own */
  hrefOf: (source: Source) => string
  onSource: (source: Source) => void
}

/** A report as it will come out of Word. What came from a figure or from what people wrote leads there. */
export function DocumentView(shown: Shown) {
  const { document } = shown
  const charts = new Map(document.charts.map(c => [c.code, c]))
  return (
    <article className="word-page document" lang="vi" aria-label={document.title}>
      {document.blocks.map((block, i) => (
        // blocks have no names; their order does not change
        <BlockView key={i} block={block} charts={charts} shown={shown} />
      ))}
    </article>
  )
}

function BlockView({ block, charts, shown }: { block: Block; charts: Map<string, ChartOut>; shown: Shown }) {
  switch (block.type) {
    case 'paragraph':
      return <ParagraphView p={block} shown={shown} />
    case 'chart': {
      const chart = charts.get(block.code)
      return chart ? <ChartCard chart={chart} plain /> : null
    }
    case 'break':
      return <hr className="document-break" />
    case 'table': {
      const whole = Math.max(1, ...block.rows.map(r => r.reduce((sum, c) => sum + c.width, 0)))
      return (
        <div className="document-scroll">
          <table className={block.bordered ? 'bordered' : 'layout'}>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, k) => (
                    <td
                      key={k}
                      colSpan={cell.span}
                      style={i === 0 && cell.width ? { width: `${(cell.width / whole) * 100}%` } : undefined}
                    >
                      {cell.blocks.map((b, n) => (
                        <BlockView key={n} block={b} charts={charts} shown={shown} />
                      ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    }
  }
}

function ParagraphView({ p, shown }: { p: Paragraph; shown: Shown }) {
  if (!p.runs.some(r => r.text.trim())) return null
  return (
    <p style={{ textAlign: p.align === 'left' ? undefined : p.align }} className={p.indent ? '' : 'flush'}>
      {p.runs.map((r, i) => {
        const look = { fontWeight: r.b ? 700 : undefined, fontStyle: r.i ? 'italic' : undefined }
        const source = r.source === undefined ? undefined : shown.document.sources[r.source]
        if (!source)
          return (
            <span key={i} style={look}>
              {r.text}
            </span>
          )
        return (
          <a
            key={i}
            href={shown.hrefOf(source)}
            style={look}
            className={source.figures ? 'word-figure' : 'word-words'}
            // a table of a hundred communes is no place to walk through with the tab key: the sentences are
            tabIndex={source.figures && source.unitId ? -1 : undefined}
            onClick={event => {
              event.preventDefault()
              shown.onSource(source)
            }}
          >
            {r.text}
          </a>
        )
      })}
    </p>
  )
}
