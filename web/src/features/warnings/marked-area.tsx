import { markFigures, type WarningFigure } from '@tusom/domain'
import { formatDateTime } from '@tusom/vi-text'
import type { TextareaHTMLAttributes } from 'react'
import { useWarningTexts } from './words.ts'

/** A text in which the figures that came from readings are marked; the reading is told on hover. */
export function Marked({
  text,
  figures,
  language = 'vi',
}: {
  text: string
  figures: readonly WarningFigure[]
  language?: 'vi' | 'en'
}) {
  const t = useWarningTexts()
  return (
    <>
      {markFigures(text, figures, language).map((piece, i) =>
        piece.figure ? (
          <mark
            key={i}
            title={t('figureFrom', {
              station: piece.figure.stationName,
              time: formatDateTime(Date.parse(piece.figure.at)),
            })}
          >
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> & {
  value: string
  onChange: (text: string) => void
  figures: readonly WarningFigure[]
  language?: 'vi' | 'en'
}

/** A text area as high as its text, with marks under the figures: the marked copy lies behind and sets the height. */
export function MarkedArea({ value, onChange, figures, language = 'vi', className = '', ...rest }: Props) {
  return (
    <div className="marked-area">
      <div className="input marked-under" aria-hidden="true">
        <Marked text={value} figures={figures} language={language} />{' '}
      </div>
      <textarea
        {...rest}
        lang={language}
        className={`input ${className}`}
        value={value}
        onChange={e => onChange(e.target.value)}
        rows={1}
      />
    </div>
  )
}
