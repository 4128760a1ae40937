import type { DifficultyList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './follow-ups.css'
import { RaiseDialog } from './raise-dialog.tsx'
import { sentenceAt } from './sentence-at.ts'
import vi from './vi.json' with { type: 'json' }

/** Parts in which difficulties and proposals are written, by code or by title: a province's own forms have codes of their own. */
export const takesDifficulties = (part: { code: string; titleVi: string }): boolean =>
  /limit|cause|propos|difficult/.test(part.code) ||
  /khó khăn|vướng mắc|hạn chế|nguyên nhân|kiến nghị|đề xuất/iu.test(part.titleVi)

/**
 * On a narrative part of the own report: one press makes the sentence at the cursor (or what is selected) an item that must be answered.
 */
export function RaiseFromPart(props: {
  reportId: number
  unitId: number
  part: string
  text: string
  box: RefObject<HTMLTextAreaElement | null>
}) {
  const t = useTexts(vi, en)
  const [sentence, setSentence] = useState<string | null>(null)
  const list = useQuery({
    queryKey: ['difficulties', 'list'],
    queryFn: () => api.get<DifficultyList>('/api/difficulties'),
    enabled: sentence !== null,
  })
  const raising = list.data?.raising.filter(r => r.unit.id === props.unitId) ?? []
  return (
    <div className="follow-raise no-print">
      <Button
        look="quiet"
        icon="up"
        onClick={() => {
          const area = props.box.current
          const found = sentenceAt(props.text, area?.selectionStart ?? 0, area?.selectionEnd ?? 0)
          if (found) setSentence(found)
          else toast(t('noSentence'), { tone: 'late' })
        }}
      >
        {t('raiseThis')}
      </Button>
      {sentence !== null && list.error && (
        <p className="field-error" role="alert">
          {messageOf(list.error)}
        </p>
      )}
      {sentence !== null && list.data && raising.length > 0 && (
        <RaiseDialog
          raising={raising}
          today={list.data.today}
          days={list.data.rules.answerDays}
          source={{ reportId: props.reportId, part: props.part, sentence }}
          title={sentence.slice(0, 300)}
          onClose={() => setSentence(null)}
        />
      )}
    </div>
  )
}
