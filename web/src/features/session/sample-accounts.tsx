import { type Role, roleNames } from '@tusom/domain'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export type SampleAccountList = {
  password: string
  accounts: { username: string; displayName: string; position?: string; role: string; unitName: string }[]
}

/** One button an account: a visitor sees the house through each role's eyes without typing. */
export function SampleAccounts(props: {
  list: SampleAccountList
  busy: boolean
  enter: (username: string, password: string) => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { accounts, password } = props.list
  return (
    <section className="card samples" aria-label={t('samples')}>
      <div className="pad">
        <h2 className="row">
          {t('samples')} <SampleMark />
        </h2>
        <p className="s">{t('samplesHint', { password })}</p>
      </div>
      {accounts.map(a => (
        <button
          key={a.username}
          type="button"
          className="sample-account"
          disabled={props.busy}
          onClick={() => props.enter(a.username, password)}
        >
          <span className="b">{roleNames[a.role as Role]?.[language] ?? a.role}</span>
          <span className="s">{a.position ?? a.unitName}</span>
          <span className="xs">{a.username}</span>
        </button>
      ))}
    </section>
  )
}
