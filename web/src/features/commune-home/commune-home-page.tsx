import type { TaskList } from '@tusom/contract'
import { formatDate, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader, SampleMark, Tag } from '../../ui/index.ts'
import { TaskLine } from '../tasks/task-line.tsx'
import { FollowUpsWaiting } from '../difficulties/follow-ups-waiting.tsx'
import './commune-home.css'
import en from './en.json' with { type: 'json' }
import { NewDocuments } from './new-documents.tsx'
import { OwnPlansDue } from './own-plans-due.tsx'
import { ReportsDue } from './reports-due.tsx'
import vi from './vi.json' with { type: 'json' }
import { WarningBanner } from './warning-banner.tsx'

const SHOWN = 6

/** Day one of a commune officer: what threatens, what was given to us and by when, which report is due, what came in. */
export default function CommuneHomePage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const now = useNow(60)
  const language = useLanguage()
  return (
    <>
      <PageHeader title={me.homeUnit.fullName}>
        <span className="s">{dayOf(now, language)}</span>
        {me.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <WarningBanner unitId={me.homeUnit.id} />
        <div className="home-grid">
          <OurTasks />
          <div className="stack">
            <ReportsDue />
            <OwnPlansDue unitId={me.homeUnit.id} />
            <FollowUpsWaiting quiet />
            <NewDocuments />
          </div>
        </div>
        <span className="vh">{t('title')}</span>
      </div>
    </>
  )
}

const weekdays = {
  vi: ['', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  en: ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
function dayOf(ms: number, language: 'vi' | 'en'): string {
  const p = localParts(ms)
  return `${weekdays[language][p.weekday]}, ${formatDate(p.date)}`
}

function OurTasks() {
  const t = useTexts(vi, en)
  const me = useMe()
  const tasks = useQuery({
    queryKey: ['tasks', 'home'],
    queryFn: () => api.get<TaskList>(`/api/tasks?side=mine&state=open&limit=${SHOWN}`),
  })
  const accept = useSend((id: number) => api.post(`/api/tasks/${id}/state`, { state: 'accepted' }), {
    topics: ['tasks'],
    done: t('accepted'),
  })
  const counts = tasks.data?.counts
  const open = counts ? counts.assigned + counts.accepted + counts.doing : 0
  return (
    <Card
      title={t('tasks')}
      aside={
        counts && (
          <span className="row">
            <Tag>{t('open', { n: open })}</Tag>
            {counts.late > 0 && <Tag tone="late">{t('late', { n: counts.late })}</Tag>}
          </span>
        )
      }
    >
      <Answer of={tasks} loading={<Loading shape="list" rows={4} />}>
        {list =>
          list.tasks.length === 0 ? (
            <Empty title={t('noTasks')}>{t('noTasksHint')}</Empty>
          ) : (
            <>
              <ul className="task-lines">
                {list.tasks.map(task => (
                  <TaskLine
                    key={task.id}
                    task={task}
                    action={
                      task.state === 'assigned' && task.lead.id === me.homeUnit.id ? (
                        <Button
                          className="home-do"
                          busy={accept.isPending && accept.variables === task.id}
                          onClick={() => accept.mutate(task.id)}
                        >
                          {t('accept')}
                        </Button>
                      ) : (
                        <Link to={`/nhiem-vu/${task.id}`} className="btn home-do">
                          {task.state === 'assigned' ? t('see') : t('update')}
                        </Link>
                      )
                    }
                  />
                ))}
              </ul>
              <p className="home-more">
                {open > list.tasks.length && <span className="s">{t('more', { n: open - list.tasks.length })} · </span>}
                <Link to="/nhiem-vu">{t('moreSoon')}</Link>
              </p>
            </>
          )
        }
      </Answer>
    </Card>
  )
}
