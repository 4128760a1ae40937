import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { inExercise } from '../../app/run.ts'
import { setLanguage, useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Loading } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { FirstAdministratorForm } from './first-administrator-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'
import vi from './vi.json' with { type: 'json' }

export default function SignInPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  usePageTitle(t('title'))
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => api.get<{ needed: boolean }>('/api/setup'),
    staleTime: 0,
  })
  return (
    <main className="sign-in">
      <header>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <div>
          <h1>Từ Sớm</h1>
          <p className="mut">{t('motto')}</p>
        </div>
        <span className="sp" />
        <button
          type="button"
          className="btn quiet"
          lang={language === 'vi' ? 'en' : 'vi'}
          onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
        >
          {t('language')}
        </button>
      </header>
      {inExercise && <p className="exercise-word">{t('exerciseNote')}</p>}
      <Answer of={setup} loading={<Loading shape="text" rows={5} />}>
        {({ needed }) => (needed ? <FirstAdministratorForm /> : <SignInForm />)}
      </Answer>
    </main>
  )
}
