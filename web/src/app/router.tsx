import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  notFound,
  Outlet,
} from '@tanstack/react-router'
import { ErrorState, Loading } from '../ui/states.tsx'
import { features } from './features.ts'
import { GoHome } from './go-home.tsx'
import { NotFound } from './not-found.tsx'
import { base } from './run.ts'
import { Shell } from './shell.tsx'

const PageError = ({ error, reset }: ErrorComponentProps) => <ErrorState error={error} retry={reset} />

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Shell })
const all = features.flatMap(f => f.routes)

/** Parts of an address that are numbers of ours: any other word there is no page, and is not asked of the server. */
const numbers = new Set(['id', 'unit', 'unitId', 'communeId'])

const page = (route: (typeof all)[number]) =>
  createRoute({
    getParentRoute: () => (route.bare ? root : framed),
    path: route.path,
    component: lazyRouteComponent(route.load),
    beforeLoad: ({ params }) => {
      for (const [name, value] of Object.entries(params as Record<string, string>))
        if (numbers.has(name) && !/^\d{1,15}$/.test(value)) throw notFound()
    },
  })

/** Addresses begin with "/dien-tap/3" in exercise 3 and with nothing in the actual run; the pages are the same. */
export const router = createRouter({
  routeTree: root.addChildren([
    framed.addChildren([
      createRoute({ getParentRoute: () => framed, path: '/', component: GoHome }),
      ...all.filter(r => !r.bare).map(page),
    ]),
    ...all.filter(r => r.bare).map(page),
  ]),
  basepath: base || '/',
  defaultErrorComponent: PageError,
  defaultPendingComponent: () => <Loading shape="table" />,
  defaultPendingMs: 200,
  scrollRestoration: true,
})
