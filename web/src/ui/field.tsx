import { type ReactNode, useId } from 'react'
import { useUiTexts } from './use-ui-texts.ts'

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true }

/**
 * A label, its control, a hint, and the error beside it in one sentence with the way out:
 * `<Field label={t('name')} error={errors.name}>{c => <input {...c} className="input" value=… />}</Field>`
 */
export function Field(props: {
  label: ReactNode
  hint?: ReactNode
  error?: string | null
  required?: boolean
  aside?: ReactNode
  children: (control: Control) => ReactNode
}) {
  const t = useUiTexts()
  const id = useId()
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={`field ${props.error ? 'wrong' : ''}`}>
      <div className="field-head">
        <label htmlFor={id}>
          {props.label}
          {props.required && (
            <span className="late" title={t('required')} aria-hidden="true">
              {' '}
              *
            </span>
          )}
        </label>
        {props.aside}
      </div>
      {props.children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(props.error ? { 'aria-invalid': true } : {}),
        ...(props.required ? { 'aria-required': true } : {}),
      })}
      {props.hint && (
        <small id={`${id}-hint`} className="hint">
          {props.hint}
        </small>
      )}
      {props.error && (
        <small id={`${id}-error`} className="field-error" role="alert">
          {props.error}
        </small>
      )}
    </div>
  )
}
