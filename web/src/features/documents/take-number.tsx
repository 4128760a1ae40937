import type { RegisterEntryOut, RegisterIn } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Of = { entry: RegisterEntryOut | null }

/**
 * The number of something that the system writes (a plan, a report, a dispatch): shows it, or takes the next one of the
 * register. `<TakeNumber source={{ kind: 'report', id }} kind="BC" code="BC-UBND" title={…} />`
 */
export function TakeNumber(props: {
  source: NonNullable<RegisterIn['source']>
  kind: string
  code: string
  title: string
  onTaken?: () => void
}) {
  const t = useTexts(vi, en)
  const { source } = props
  const of = useQuery({
    queryKey: ['register', 'of', source.kind, source.id],
    queryFn: () => api.get<Of>(`/api/register/of?kind=${source.kind}&id=${source.id}`),
  })
  const take = useSend(
    () =>
      api.post('/api/register', {
        direction: 'out',
        kind: props.kind,
        code: props.code,
        title: props.title.slice(0, 600),
        source,
      } satisfies RegisterIn),
    { topics: ['register', 'plans'], done: t('saved'), onDone: () => props.onTaken?.() },
  )
  if (!of.data) return null
  if (of.data.entry)
    return (
      <Link to={`/so-van-ban/${of.data.entry.id}`} className="btn quiet">
        {t('taken', { number: of.data.entry.number })}
      </Link>
    )
  return (
    <Button busy={take.isPending} onClick={() => take.mutate(undefined)}>
      {t('take')}
    </Button>
  )
}
