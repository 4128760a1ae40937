import { useMe } from '../../app/session.ts'
import { DuePage } from './due-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import './reports.css'

/** A commune sees what it owes; those above it see who has sent. */
export default function ReportsPage() {
  const me = useMe()
  return me.homeUnit.kind === 'commune' || me.homeUnit.kind === 'hamlet' ? <DuePage /> : <OverviewPage />
}
