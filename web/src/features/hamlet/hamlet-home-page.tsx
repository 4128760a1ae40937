import type { UnitOut } from '@tusom/contract'
import { useGo } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Empty, PageHeader, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { HamletView } from './hamlet-page.tsx'
import vi from './vi.json' with { type: 'json' }

/** "/thon": the head's own hamlet; who holds a commune chooses one. */
export default function HamletHomePage() {
  const me = useMe()
  return me.homeUnit.kind === 'hamlet' ? <HamletView unitId={null} /> : <ChooseHamlet under={me.homeUnit.id} />
}

function ChooseHamlet({ under }: { under: number }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const hamlets = useUnits({ kind: 'hamlet', parent: under })
  return (
    <>
      <PageHeader title={t('choose')} />
      <div className="page">
        <Answer of={hamlets}>
          {(list: UnitOut[]) =>
            list.length ? (
              <div className="hamlet-choose">
                <p className="mut">{t('chooseHint')}</p>
                <UnitPicker units={list} value={[]} onChange={([id]) => id !== undefined && go(`/thon/${id}`)} />
              </div>
            ) : (
              <Empty title={t('none')}>{t('noneHint')}</Empty>
            )
          }
        </Answer>
      </div>
    </>
  )
}
