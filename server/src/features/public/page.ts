import { instructionLines, levelNames } from '@tusom/domain'
import type { PublicWarningRow } from '@tusom/store'
import { formatDate, localParts } from '@tusom/vi-text'
import { html, Html } from './html.ts'
import { style } from './style.ts'
import { calmAdvice, type Language, say } from './texts.ts'

export type PublicShelter = { name: string; capacity: number; left: number }
export type PublicUnit = { code: string; name: string; fullName: string; nameEn: string }
export type Frame = {
  language: Language
  /** '' for the actual pages, '/dien-tap/3' for an exercise */
  root: string
  exercise: string | null
  sample: boolean
  now: Date
  /** the address of this page without its language */
  path: string
}

const clock = (at: Date) => {
  const p = localParts(at.getTime())
  return `${p.time} ${formatDate(p.date)}`
}
/** "07": numbers of warnings as they are spoken of. */
const two = (n: number) => String(n).padStart(2, '0')

const hrefOf = (f: Frame, path: string) => `${f.root}${path}${f.language === 'en' ? '?lang=en' : ''}`

/** The page around a body: exercise and sample marks on top of everything, the other language, the source. */
export function frame(f: Frame, title: string, body: Html): string {
  const t = say(f.language)
  const other = `${f.path}${f.language === 'vi' ? '?lang=en' : ''}`
  const page = html`<!doctype html><html lang="${f.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="120"><title>${f.exercise === null ? '' : `${t('exercise')} · `}${title}</title><link rel="alternate" type="application/atom+xml" href="${f.root}/canh-bao/atom.xml"><style>${new Html(style)}</style></head><body>
${f.exercise === null ? null : html`<div class="ex" role="note">${t('exercise')}<span>${t('exerciseSays')} ${f.exercise}</span></div>`}${
  f.sample ? html`<div class="sample" role="note">${t('sample')}</div>` : null
}<main>${body}</main>
<section class="s mut">${t('light')} <a href="${f.root}/canh-bao/atom.xml">${t('feed')}</a> · <a href="${other}" hreflang="${f.language === 'vi' ? 'en' : 'vi'}">${t('other')}</a></section></body></html>`
  return page.markup
}

const nameOf = (u: PublicUnit, language: Language) => (language === 'vi' ? u.fullName : u.nameEn)
/** "tỉnh Lạng Sơn": after a comma. */
const withinName = (u: PublicUnit, language: Language) =>
  language === 'vi' ? `${u.fullName.charAt(0).toLowerCase()}${u.fullName.slice(1)}` : u.nameEn
const levelOf = (w: PublicWarningRow) => w.level.level ?? 0

function heading(w: PublicWarningRow, language: Language, event: { vi: string; en: string }): string {
  const t = say(language)
  const level = w.level.level
  const name = level === null ? null : levelNames[level]
  return `${event[language]} · ${name ? `${t('risk')} ${level} (${name[language]})` : t('undetermined')}`
}

const statusText = (w: PublicWarningRow, language: Language): string => {
  const t = say(language)
  return w.level.status === 'official' ? t('official') : w.level.status === 'suggested' ? t('suggested') : ''
}

/** Number, word and colour; a suggested level has a dashed edge, an official one a solid one. */
const badge = (w: PublicWarningRow) =>
  html`<span class="lv l${levelOf(w)}${w.level.status === 'official' ? '' : ' sug'}">${w.level.level ?? '?'}</span>`

export type CommunePage = {
  frame: Frame
  commune: PublicUnit
  province: PublicUnit
  warnings: readonly { row: PublicWarningRow; event: { vi: string; en: string } }[]
  cancelled: readonly PublicWarningRow[]
  /** null: there is no list */
  shelters: readonly PublicShelter[] | null
  office: { name: string; nameEn: string; hotline: string | null }
  /** official levels that stand over the commune, the worst first */
  official: readonly {
    level: number
    event: { vi: string; en: string }
    issuer: string
    issuedAt: Date
    actions: readonly { vi: string; en: string }[]
  }[]
}

function words(w: PublicWarningRow, language: Language) {
  const english = language === 'en' && w.headlineEn !== ''
  return {
    headline: english ? w.headlineEn : w.headline,
    description: english && w.descriptionEn ? w.descriptionEn : w.description,
    instruction: english && w.instructionEn ? w.instructionEn : w.instruction,
    onlyVietnamese: language === 'en' && !english,
  }
}

function threat(p: CommunePage, w: PublicWarningRow, event: { vi: string; en: string }): Html {
  const { language } = p.frame
  const t = say(language)
  const said = words(w, language)
  const office = language === 'vi' ? p.office.name : p.office.nameEn
  const status = statusText(w, language)
  return html`<article><div class="band l${levelOf(w)}${w.level.status === 'official' ? '' : ' sug'}"><div class="row"><span class="no">${w.level.level ?? '?'}</span><div><h1>${heading(w, language, event)}</h1><div>${nameOf(p.commune, language)}, ${withinName(p.province, language)}</div></div></div><div class="who">${t('warning')} ${two(w.number)} ${t('of')} ${office}${status ? ` · ${status}` : ''} · ${t('issued')} ${clock(w.issuedAt)} · ${t('holds')} ${clock(w.expiresAt)}</div></div>
<section>${said.onlyVietnamese ? html`<p class="s mut">${t('inVietnamese')}</p>` : null}<h2>${said.headline}</h2><p class="mark">${said.description}</p></section>
<section><h2>${t('doNow')}</h2><ol>${instructionLines(said.instruction).map(line => html`<li>${line}</li>`)}</ol></section></article>`
}

function shelterList(p: CommunePage): Html {
  const t = say(p.frame.language)
  const list = p.shelters
  if (!list?.length) return html`<p>${t('noShelters')}</p>`
  return html`${list.map(s => html`<div class="sh"><b>${s.name}</b><br><span class="mut">${s.left === 0 ? t('full') : s.left < s.capacity ? `${t('left')} ${s.left}/${s.capacity} ${t('places')}` : `${s.capacity} ${t('places')}`}</span></div>`)}`
}

function calls(p: { frame: Frame; office: { hotline: string | null } }): Html {
  const t = say(p.frame.language)
  const { hotline } = p.office
  const numbers = [
    ['113', t('police')],
    ['114', t('fire')],
    ['115', t('ambulance')],
  ] as const
  return html`<section><h2>${t('call')}</h2><div class="call"><a class="first" href="tel:112">${t('call')} 112<span>${t('rescue')}</span></a>${numbers.map(([n, what]) => html`<a href="tel:${n}">${n}<span>${what}</span></a>`)}${
    hotline ? html`<a href="tel:${hotline.replace(/[^\d+]/g, '')}">${hotline}<span>${t('hotline')}</span></a>` : null
  }</div></section>`
}

function overNote(f: Frame, cancelled: readonly PublicWarningRow[]): Html | null {
  if (!cancelled.length) return null
  const t = say(f.language)
  return html`<section>${cancelled.map(w => html`<div class="ok"><h3>${t('over')}</h3><p>${words(w, f.language).headline}</p><p class="s mut">${t('issued')} ${clock(w.issuedAt)}</p></div>`)}</section>`
}

/** One commune: what threatens it, what to do, where to go, whom to call. */
export function communePage(p: CommunePage): string {
  const { language } = p.frame
  const t = say(language)
  const here = nameOf(p.commune, language)
  const calm = html`<div class="band calm"><h1>${t('none')}</h1><div>${t('noneHere')} ${withinName(p.commune, language)}, ${withinName(p.province, language)}</div><div class="who">${t('asOf')} ${clock(p.frame.now)}</div></div>`
  const level = p.official[0]
  const standing = level
    ? html`<div class="band l${level.level}"><div class="row"><span class="no">${level.level}</span><div><h1>${level.event[language]} · ${t('risk')} ${level.level} (${levelNames[level.level]?.[language] ?? ''})</h1><div>${here}, ${withinName(p.province, language)}</div></div></div><div class="who">${t('standing')}: ${level.issuer} · ${clock(level.issuedAt)}</div></div><section><p><b>${t('standingNote')}</b></p></section><section><h2>${t('doNow')}</h2><ol>${level.actions.map(a => html`<li>${a[language]}</li>`)}</ol></section>`
    : calm
  const body = p.warnings.length
    ? html`${p.warnings.map(({ row, event }) => threat(p, row, event))}${overNote(p.frame, p.cancelled)}<section><h2>${t('whereTo')}</h2>${shelterList(p)}</section>${calls(p)}<section class="s mut">${t('asOf')} ${clock(p.frame.now)}</section>`
    : html`${standing}${overNote(p.frame, p.cancelled)}${level ? null : html`<section><h2>${t('prepare')}</h2><ol>${calmAdvice[language].map(line => html`<li>${line}</li>`)}</ol></section>`}<section><h2>${t('whereTo')}</h2>${shelterList(p)}</section>${calls(p)}`
  return frame(
    p.frame,
    `${p.warnings.length ? t('title') : level ? t('standing') : t('none')} · ${here}`,
    html`${body}<section><a href="${hrefOf(p.frame, '/cong-khai')}">${t('all')}</a></section>`,
  )
}

export type ProvincePage = {
  frame: Frame
  province: PublicUnit
  communes: readonly PublicUnit[]
  /** worst warning of a commune by its code */
  worst: ReadonlyMap<string, { row: PublicWarningRow; event: { vi: string; en: string } }>
  cancelled: readonly PublicWarningRow[]
  query: string
  matches: readonly PublicUnit[] | null
  office: { hotline: string | null }
  /** official levels that stand over communes, the worst first */
  official: readonly { unit: PublicUnit; level: number; event: { vi: string; en: string } }[]
}

/** The province: which communes are warned, and the way to one's own. */
export function provincePage(p: ProvincePage): string {
  const { language } = p.frame
  const t = say(language)
  const link = (u: PublicUnit) => hrefOf(p.frame, `/cong-khai/${encodeURIComponent(u.code)}`)
  const warned = p.communes
    .flatMap(u => {
      const worst = p.worst.get(u.code)
      return worst ? [{ u, ...worst }] : []
    })
    .sort((a, b) => levelOf(b.row) - levelOf(a.row))
  const top = warned[0]
  const band = top
    ? html`<div class="band l${levelOf(top.row)}${top.row.level.status === 'official' ? '' : ' sug'}"><div class="row"><span class="no">${top.row.level.level ?? '?'}</span><div><h1>${heading(top.row, language, top.event)}</h1><div>${t('warned')}: ${warned.length}/${p.communes.length} · ${withinName(p.province, language)}</div></div></div><div class="who">${t('asOf')} ${clock(p.frame.now)}</div></div>`
    : p.official.length
      ? html`<section><p><b>${t('standingNote')}</b></p><div class="s mut">${t('asOf')} ${clock(p.frame.now)}</div></section>`
      : html`<div class="band calm"><h1>${t('none')}</h1><div>${t('noneHere')} ${withinName(p.province, language)}</div><div class="who">${t('asOf')} ${clock(p.frame.now)}</div></div>`
  // an official level is said even where no warning of the province is in force (any more)
  const bare = p.official.filter(o => !p.worst.has(o.unit.code))
  const standing = bare.length
    ? html`<section><h2>${t('standing')}</h2><ul class="list">${bare.map(o => html`<li><a href="${link(o.unit)}"><span class="lv l${o.level}">${o.level}</span><span><b>${nameOf(o.unit, language)}</b><br><span class="s mut">${o.event[language]} · ${t('risk')} ${o.level} (${levelNames[o.level]?.[language] ?? ''})</span></span></a></li>`)}</ul></section>`
    : null
  const search = html`<section><h2>${t('choose')}</h2>${searchForm(p.frame, p.query)}${
    p.matches === null
      ? null
      : p.matches.length
        ? html`<ul class="list">${p.matches.map(u => html`<li><a href="${link(u)}">${badgeFor(p, u)}<b>${nameOf(u, language)}</b></a></li>`)}</ul>`
        : html`<p>${t('notFound')}</p>`
  }</section>`
  const body = html`${band}${standing}${search}${
    warned.length
      ? html`<section><h2>${t('warned')}</h2><ul class="list">${warned.map(x => html`<li><a href="${link(x.u)}">${badge(x.row)}<span><b>${nameOf(x.u, language)}</b><br><span class="s mut">${x.event[language]} · ${t('holds')} ${clock(x.row.expiresAt)}</span></span></a></li>`)}</ul></section>`
      : null
  }${overNote(p.frame, p.cancelled)}<section><h2>${t('others')}</h2><ul class="list cols">${p.communes
    .filter(u => !p.worst.has(u.code))
    .map(u => html`<li><a href="${link(u)}">${nameOf(u, language)}</a></li>`)}</ul></section>${calls(p)}`
  return frame(p.frame, `${t('title')} · ${nameOf(p.province, language)}`, body)
}

const badgeFor = (p: ProvincePage, u: PublicUnit) => {
  const worst = p.worst.get(u.code)
  if (worst) return badge(worst.row)
  const level = p.official.find(o => o.unit.code === u.code)?.level ?? 0
  return html`<span class="lv l${level}">${level}</span>`
}

/** Several provinces in one installation: choose, or type the name of a commune. */
export function chooseProvincePage(
  f: Frame,
  provinces: readonly PublicUnit[],
  query: string,
  matches: readonly { commune: PublicUnit; province: PublicUnit }[] | null,
): string {
  const t = say(f.language)
  const item = (u: PublicUnit, under: PublicUnit | null) =>
    html`<li><a href="${hrefOf(f, `/cong-khai/${encodeURIComponent(u.code)}`)}"><b>${nameOf(u, f.language)}</b>${under ? html`<span class="s mut">${nameOf(under, f.language)}</span>` : null}</a></li>`
  const found =
    matches === null
      ? null
      : matches.length
        ? html`<ul class="list">${matches.map(m => item(m.commune, m.province))}</ul>`
        : html`<p>${t('notFound')}</p>`
  return frame(
    f,
    t('title'),
    html`<div class="band calm"><h1>${t('title')}</h1></div><section><h2>${t('choose')}</h2>${searchForm(f, query)}${found}</section><section><h2>${t('province')}</h2><ul class="list">${provinces.map(u => item(u, null))}</ul></section>`,
  )
}

const searchForm = (f: Frame, query: string): Html => {
  const t = say(f.language)
  return html`<form method="get" action="${f.path}" role="search">${f.language === 'en' ? html`<input type="hidden" name="lang" value="en">` : null}<input name="q" value="${query}" placeholder="${t('search')}" aria-label="${t('search')}" maxlength="60" autocomplete="off"><button>${t('find')}</button></form>`
}

/** An address that names no unit. */
export function unknownPage(f: Frame): string {
  const t = say(f.language)
  return frame(
    f,
    t('unknown'),
    html`<div class="band calm"><h1>${t('unknown')}</h1></div><section><p>${t('unknownSays')}</p><a href="${hrefOf(f, '/cong-khai')}">${t('all')}</a></section>`,
  )
}
