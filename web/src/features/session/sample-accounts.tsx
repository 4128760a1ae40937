import { roleNames, roles } from '@tusom/domain'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export type SampleAccount = { username: string; password: string; position: string; role: string }

/** One button an account: a visitor sees the house through each role's eyes without typing. */
export function SampleAccounts(props: {
  accounts: readonly SampleAccount[]
  busy: boolean
  enter: (username: string, password: string) => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  return (
    <section className="card samples" aria-label={t('samples')}>
      <div className="pad">
        <h2 className="row">
          {t('samples')} <SampleMark />
        </h2>
        <p className="s">{t('samplesHint', { password: props.accounts[0]?.password ?? '' })}</p>
      </div>
      {roles
        .map(role => ({ role, people: props.accounts.filter(a => a.role === role) }))
        .filter(group => group.people.length > 0)
        .map(({ role, people }) => (
          <section key={role} aria-label={roleNames[role][language]}>
            <h3 className="sample-role">{roleNames[role][language]}</h3>
            {people.map(a => (
              <button
                key={a.username}
                type="button"
                className="sample-account"
                disabled={props.busy}
                onClick={() => props.enter(a.username, a.password)}
              >
                <span>{a.position}</span>
                <span className="xs">{a.username}</span>
              </button>
            ))}
          </section>
        ))}
    </section>
  )
}
