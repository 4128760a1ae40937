import { useState } from 'react'

/** A number that may be empty while somebody types; what is no number yet is not told. */
export function NumberBox(props: {
  label: string
  value: number | null | undefined
  onChange: (value: number | null) => void
  /** what an empty box means, where it may be empty */
  empty?: string
  min?: number
  max?: number
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <input
      className="input pack-number"
      type="number"
      step="any"
      min={props.min}
      max={props.max}
      aria-label={props.label}
      placeholder={props.empty ?? ''}
      value={typed ?? props.value ?? ''}
      onChange={e => {
        const text = e.target.value
        setTyped(text)
        if (text === '') {
          if (props.empty !== undefined) props.onChange(null)
        } else if (Number.isFinite(Number(text))) props.onChange(Number(text))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
