import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useUiTexts } from './use-ui-texts.ts'

/** A small mark. Tone `late` is for late or short only, `suggested` for what nobody confirmed, `doubt` for what needs a look. */
export function Tag(props: {
  tone?: 'plain' | 'ok' | 'late' | 'doubt' | 'suggested'
  children: ReactNode
  title?: string
}) {
  return (
    <span className={`tag ${props.tone ?? 'plain'}`} title={props.title}>
      {props.children}
    </span>
  )
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `main`: the one next step of the page; `danger`: takes away or stops */
  look?: 'main' | 'plain' | 'danger' | 'quiet'
  icon?: IconName
  /** work is under way: the button says so and takes no second press */
  busy?: boolean
}

export function Button({ look = 'plain', icon, busy, children, className = '', disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`btn ${look} ${className}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <span className="spin" aria-hidden="true" /> : icon ? <Icon name={icon} size={16} /> : null}
      {children}
    </button>
  )
}

/** A panel. With a title it is a section with a heading. */
export function Card(props: { title?: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`card ${props.className ?? ''}`}>
      {props.title !== undefined && (
        <header className="card-head">
          <h2>{props.title}</h2>
          <span className="sp" />
          {props.aside}
        </header>
      )}
      {props.children}
    </section>
  )
}

/** Marks what was invented for the sample, wherever it shows. */
export function SampleMark() {
  const t = useUiTexts()
  return (
    <span className="tag sample" title={t('sampleHint')}>
      {t('sample')}
    </span>
  )
}
