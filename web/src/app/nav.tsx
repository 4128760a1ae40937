import { Fragment, useEffect, useId, useRef, useState } from 'react'
import { setLanguage, useLanguage } from '../i18n/language.ts'
import { useTexts } from '../i18n/texts.ts'
import { messageOf } from '../api/api-error.ts'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toast.tsx'
import en from './en.json' with { type: 'json' }
import { inGroups, type NavGroup, useFolded } from './nav-groups.ts'
import { type ShownNavItem, useNavItems } from './nav-items.ts'
import { Link, usePath } from './navigation.tsx'
import { Search } from './search.tsx'
import { signOut, useMe } from './session.ts'
import { useTheme } from './theme.ts'
import vi from './vi.json' with { type: 'json' }

export function SideBar() {
  const t = useTexts(vi, en)
  const items = useNavItems()
  const path = usePath()
  const bar = useRef<HTMLElement>(null)
  // on a low screen the page one is on may lie below the edge of the list
  useEffect(() => {
    // in braces: newer browsers answer with a promise, which React would take for what cleans up
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [path])
  return (
    <nav ref={bar} className="side" aria-label={t('navigation')}>
      <div className="side-links">
        {inGroups(items).map(g => (
          <Group key={g.group ?? ''} group={g.group} items={g.items} />
        ))}
      </div>
      <Search />
      <Settings />
    </nav>
  )
}

/** A group under its name, which folds it. Folded, it still shows the page one is on and how much waits unseen in it. */
function Group({ group, items }: { group: NavGroup | null; items: ShownNavItem[] }) {
  const t = useTexts(vi, en)
  const [folded, toggle] = useFolded()
  const id = useId()
  if (group === null) return items.map(item => <NavLink key={item.path} item={item} />)
  const open = !folded.has(group)
  const shown = open ? items : items.filter(i => i.here)
  return (
    <>
      <button
        type="button"
        className="side-group"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => toggle(group)}
      >
        <Icon name={open ? 'unfolded' : 'next'} size={12} />
        {t(`group.${group}`)}
        {!open && items.map(item => item.useCount && !item.here && <Count key={item.path} use={item.useCount} />)}
      </button>
      <div id={id} className="side-items">
        {shown.map(item => (
          <NavLink key={item.path} item={item} />
        ))}
      </div>
    </>
  )
}

function NavLink({ item }: { item: ShownNavItem }) {
  return (
    <Link to={item.path} className={item.here ? 'on' : ''} aria-current={item.here ? 'page' : undefined}>
      <span className="nav-icon">
        <Icon name={item.icon} size={20} />
        {item.useCount && <Count use={item.useCount} />}
      </span>
      <span>{item.text}</span>
    </Link>
  )
}

/** How many things wait unseen behind an item. A component of its own, because what counts is a hook. */
function Count({ use: useCount }: { use: () => number }) {
  const t = useTexts(vi, en)
  const n = useCount()
  if (!n) return null
  return (
    <b className="nav-count">
      <span aria-hidden="true">{n > 99 ? '99+' : n}</span>
      <span className="vh">{t('unseen', { n })}</span>
    </b>
  )
}

/** Account, theme and language: a menu in the side bar, a part of "more" on a phone. */
function Settings() {
  const t = useTexts(vi, en)
  const [open, setOpen] = useState(false)
  return (
    <div className="settings">
      {open && (
        <div className="pop card" role="group" aria-label={t('account')}>
          <SettingsList />
        </div>
      )}
      <button type="button" className="side-btn" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="person" size={20} />
        <span>{t('account')}</span>
      </button>
    </div>
  )
}

function SettingsList() {
  const t = useTexts(vi, en)
  const me = useMe()
  const language = useLanguage()
  const [theme, setTheme] = useTheme()
  return (
    <>
      <div className="who">
        <b>{me.displayName}</b>
        <small>{me.homeUnit.fullName}</small>
      </div>
      <button type="button" className="menu-item" onClick={() => setTheme(theme === 'night' ? 'day' : 'night')}>
        <Icon name={theme === 'night' ? 'day' : 'night'} />
        {theme === 'night' ? t('day') : t('night')}
      </button>
      <button
        type="button"
        className="menu-item"
        lang={language === 'vi' ? 'en' : 'vi'}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        <Icon name="message" />
        {t('language')}
      </button>
      <button
        type="button"
        className="menu-item"
        onClick={() => void signOut().catch((fault: unknown) => toast(messageOf(fault), { tone: 'late' }))}
      >
        <Icon name="leave" />
        {t('signOut')}
      </button>
    </>
  )
}

/** On a phone: the first four pages of the role and "more". */
export function BottomBar() {
  const t = useTexts(vi, en)
  const items = useNavItems()
  const path = usePath()
  // open on this page only: going somewhere closes it
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === path
  const first = items.slice(0, 4)
  const rest = items.slice(4)
  return (
    <>
      {open && (
        <div className="sheet card" role="dialog" aria-label={t('menu')}>
          {inGroups(rest).map(g => (
            <Fragment key={g.group ?? ''}>
              {g.group && <p className="sheet-group">{t(`group.${g.group}`)}</p>}
              {g.items.map(item => (
                <Link key={item.path} to={item.path} className="menu-item">
                  <Icon name={item.icon} />
                  {item.text}
                  {item.useCount && <Count use={item.useCount} />}
                </Link>
              ))}
            </Fragment>
          ))}
          <p className="sheet-group">{t('account')}</p>
          <SettingsList />
        </div>
      )}
      <nav className="bottom" aria-label={t('navigation')}>
        {first.map(item => (
          <NavLink key={item.path} item={item} />
        ))}
        <button
          type="button"
          aria-expanded={open}
          className={open ? 'on' : ''}
          onClick={() => setOpenAt(open ? null : path)}
        >
          <span className="nav-icon">
            <Icon name="more" size={20} />
            {rest.map(item => item.useCount && <Count key={item.path} use={item.useCount} />)}
          </span>
          <span>{t('more')}</span>
        </button>
      </nav>
    </>
  )
}
