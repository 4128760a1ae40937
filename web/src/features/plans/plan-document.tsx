import type { PlanItemOut } from '@tusom/contract'
import { memo, useEffect, useMemo, useRef } from 'react'

type Props = {
  text: string
  items: readonly PlanItemOut[]
  chosen: number | null
  onChoose: (id: number) => void
}
type Piece = { text: string; item: PlanItemOut | null }

/** The document as it was read, each piece of work marked where it stands. A mark leads to its task, and the other way round. */
export function PlanDocument({ text, items, chosen, onChoose }: Props) {
  const page = useRef<HTMLDivElement>(null)
  const paragraphs = useMemo(() => cut(text, items), [text, items])
  useEffect(() => {
    const mark = page.current?.querySelector<HTMLElement>(`[data-item="${chosen}"]`)
    const box = page.current?.parentElement
    if (!mark || !box) return
    // only the document scrolls, never the page around it
    const [m, b] = [mark.getBoundingClientRect(), box.getBoundingClientRect()]
    if (m.top < b.top + 60 || m.bottom > b.bottom - 60) box.scrollTop += m.top - b.top - box.clientHeight / 3
  }, [chosen])
  return (
    <div className="sheet-page" ref={page} lang="vi">
      {paragraphs.map((p, i) => (
        <Paragraph
          key={i}
          look={p.look}
          pieces={p.pieces}
          chosen={p.pieces.some(x => x.item?.id === chosen) ? chosen : null}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

const Paragraph = memo(function Paragraph(props: {
  look: string
  pieces: Piece[]
  chosen: number | null
  onChoose: (id: number) => void
}) {
  return (
    <p className={props.look}>
      {props.pieces.map((piece, i) => {
        const { item } = piece
        if (!item) return piece.text
        const doubtful = item.state === 'found' && item.doubts.length > 0
        return (
          <mark
            key={i}
            data-item={item.id}
            className={`${item.id === props.chosen ? 'on' : ''} ${doubtful ? 'doubt' : ''} ${item.state === 'assigned' ? 'given' : ''}`}
            onClick={() => props.onChoose(item.id)}
          >
            {piece.text}
          </mark>
        )
      })}
    </p>
  )
})

/** Paragraphs with the marks that fall into them; offsets are those of the text that the server keeps. */
function cut(text: string, items: readonly PlanItemOut[]): { look: string; pieces: Piece[] }[] {
  const marked = items.filter(i => i.state !== 'dropped').toSorted((a, b) => a.start - b.start)
  let at = 0
  let first = 0
  return text.split('\n').map(line => {
    const [start, end] = [at, at + line.length]
    at = end + 1
    while ((marked[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first++
    const pieces: Piece[] = []
    let from = start
    for (let i = first; i < marked.length; i++) {
      const item = marked[i] as PlanItemOut
      if (item.start >= end) break
      const [a, b] = [Math.max(item.start, from), Math.min(item.end, end)]
      if (b <= a) continue
      if (a > from) pieces.push({ text: text.slice(from, a), item: null })
      pieces.push({ text: text.slice(a, b), item })
      from = b
    }
    if (from < end) pieces.push({ text: text.slice(from, end), item: null })
    return { look: lookOf(line, pieces), pieces }
  })
}

function lookOf(line: string, pieces: readonly Piece[]): string {
  if (pieces.some(p => p.item)) return ''
  const letters = line.replace(/[^\p{L}]/gu, '')
  if (letters.length > 3 && letters === letters.toLocaleUpperCase('vi')) return 'centre'
  if (/^Độc lập|^\S.{2,40}, ngày .{1,6} tháng /u.test(line)) return 'centre plain'
  if (/^(?:[IVX]+|\d+(?:\.\d+)*)[.)]\s/u.test(line) && line.length < 140 && !/[.;]$/.test(line)) return 'heading'
  return ''
}
