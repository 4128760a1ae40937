import type { ReactNode } from 'react'
import { usePageTitle } from '../app/page-title.ts'

/** The bar on top of a page: its name (also the window's title), what state it is in, and what can be done. */
export function PageHeader(props: { title: string; children?: ReactNode; actions?: ReactNode; back?: ReactNode }) {
  usePageTitle(props.title)
  return (
    <header className="page-head">
      {props.back}
      <h1>{props.title}</h1>
      {props.children}
      <span className="sp" />
      {props.actions}
    </header>
  )
}
