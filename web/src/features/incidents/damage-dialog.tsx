import type { DamageIn, DamageOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useId, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, toast } from '../../ui/index.ts'
import { readDamage } from './damage-input.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { makeKey } from './make-key.ts'
import vi from './vi.json' with { type: 'json' }

type Total = DamageOut['totals'][number]
const isHouse = (code: string) => /^house\.[a-z-]+\./.test(code)

/** One commune's figures, cumulative. What stands is in the cells; only what a person changes is sent. */
export function DamageDialog(props: { id: number; communeId: number; damage: DamageOut; onClose: () => void }) {
  const t = useTexts(vi, en)
  const commune = props.damage.communes.find(c => c.commune.id === props.communeId)
  const name = commune?.commune.name ?? ''
  const standing = Object.fromEntries(Object.entries(commune?.figures ?? {}).map(([code, f]) => [code, f.value]))
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(standing).map(([code, value]) => [code, formatNumber(value)])),
  )
  const [reason, setReason] = useState('')
  const [source, setSource] = useState('')
  const [more, setMore] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [key] = useState(makeKey)
  const send = useSend((body: DamageIn) => api.post(`/api/incidents/${props.id}/damage`, body), {
    topics: ['incidents'],
    quiet: true,
    onDone: () => {
      toast(t('damageSaved', { name }))
      props.onClose()
    },
  })
  const input = readDamage(typed, standing)
  const submit = () => {
    const wrong = input.wrong[0]
    if (wrong !== undefined) return setFault(t('badNumber', { text: typed[wrong] ?? '' }))
    if (!Object.keys(input.figures).length) return setFault(t('nothingChanged'))
    setFault(null)
    send.mutate({
      key,
      communeId: props.communeId,
      figures: input.figures,
      reason: reason.trim(),
      source: source.trim(),
    })
  }
  const cell = (x: Total) => (
    <Cell
      key={x.indicator}
      total={x}
      value={typed[x.indicator] ?? ''}
      before={standing[x.indicator]}
      change={text => setTyped(had => ({ ...had, [x.indicator]: text }))}
    />
  )
  const plain = props.damage.totals.filter(x => !isHouse(x.indicator))
  const houses = props.damage.totals.filter(x => isHouse(x.indicator))
  return (
    <Dialog
      title={t('damageFor', { name })}
      onClose={props.onClose}
      actions={
        <Button look="main" busy={send.isPending} onClick={submit}>
          {t('save')}
        </Button>
      }
    >
      <p className="s">{t('damageHint')}</p>
      <div className="damage-form">
        <div className="damage-grid">
          {plain.filter(x => x.core || more || standing[x.indicator] !== undefined).map(cell)}
        </div>
        <details open={houses.some(x => standing[x.indicator] !== undefined)}>
          <summary className="b">{t('houses')}</summary>
          <HouseMatrix
            value={code => typed[code] ?? ''}
            change={(code, text) => setTyped(had => ({ ...had, [code]: text }))}
          />
        </details>
        {!more && (
          <Button look="quiet" onClick={() => setMore(true)}>
            {t('moreFigures')}
          </Button>
        )}
      </div>
      {input.falls && (
        <Field label={t('damageReason')} hint={t('damageReasonHint')} required>
          {c => (
            <input {...c} className="input" maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />
          )}
        </Field>
      )}
      <Field label={t('source')}>
        {c => (
          <input {...c} className="input" maxLength={300} value={source} onChange={e => setSource(e.target.value)} />
        )}
      </Field>
      {(fault ?? send.error) && (
        <p className="field-error" role="alert">
          {fault ?? messageOf(send.error)}
        </p>
      )}
    </Dialog>
  )
}

const types = ['solid', 'semi-solid', 'weak', 'makeshift'] as const
const grades = ['whole', 'very-heavy', 'heavy', 'partial'] as const

/** Damaged houses as the forms have them: kind of house by degree of damage. */
function HouseMatrix(props: { value: (code: string) => string; change: (code: string, text: string) => void }) {
  const t = useTexts(vi, en)
  return (
    <table className="house-matrix">
      <thead>
        <tr>
          <th>{t('houseType')}</th>
          {grades.map(g => (
            <th key={g}>{t(`grade.${g}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {types.map(type => (
          <tr key={type}>
            <th>{t(`type.${type}`)}</th>
            {grades.map(g => {
              const code = `house.${type}.${g}`
              return (
                <td key={g}>
                  <input
                    className="input num"
                    inputMode="numeric"
                    autoComplete="off"
                    aria-label={`${t(`type.${type}`)}, ${t(`grade.${g}`)}`}
                    value={props.value(code)}
                    onChange={e => props.change(code, e.target.value)}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell(props: { total: Total; value: string; before: number | undefined; change: (text: string) => void }) {
  const t = useTexts(vi, en)
  const id = useId()
  const english = useLanguage() === 'en'
  const { total: x, before } = props
  const changed = before !== undefined && props.value !== formatNumber(before)
  return (
    <div className="damage-cell">
      <label htmlFor={id}>{english ? x.en : x.vi}</label>
      <span className="damage-input">
        <input
          id={id}
          className="input num"
          inputMode={x.decimals ? 'decimal' : 'numeric'}
          autoComplete="off"
          value={props.value}
          onChange={e => props.change(e.target.value)}
        />
        <span className="s">{x.unit}</span>
      </span>
      {changed && <small className="s">{t('before', { n: formatNumber(before) })}</small>}
    </div>
  )
}
