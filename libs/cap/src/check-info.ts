import { type AlertInfo, type AlertResource, CATEGORY, CERTAINTY, RESPONSE_TYPE, SEVERITY, URGENCY } from './alert.ts'
import { checkArea } from './check-area.ts'
import {
  checkChoice,
  checkPairs,
  checkRequiredText,
  checkText,
  checkTime,
  isAbsoluteUri,
  isFilled,
  isText,
  isUri,
  listOf,
  type Rules,
} from './check-values.ts'
import { base64Bytes, sha1 } from './digest.ts'

const LANGUAGE = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8}){0,12}$/
const MIME_TYPE = /^[A-Za-z0-9!#$&^_.+-]{1,127}\/[A-Za-z0-9!#$&^_.+-]{1,127}([ \t]*;[ -~]{0,500})?$/
const LONG_HEADLINE = 160

type Sent = { text: string; instant: number | null }

function checkTimes(rules: Rules, info: AlertInfo, base: string, sent: Sent): void {
  const effective = checkTime(rules, 'effective', info.effective, `${base}/effective`)
  const onset = checkTime(rules, 'onset', info.onset, `${base}/onset`)
  const expires = checkTime(rules, 'expires', info.expires, `${base}/expires`)
  if (expires === null) return
  const earlier = [
    ['sent', sent.text, sent.instant],
    ['effective', info.effective, effective],
    ['onset', info.onset, onset],
  ] as const
  for (const [name, text, instant] of earlier) {
    if (instant === null || instant < expires) continue
    const values = { name, value: info.expires ?? '', other: text ?? '' }
    rules.out.report(instant > expires ? `expires.before-${name}` : 'expires.at-once', `${base}/expires`, values)
  }
}

function checkResource(rules: Rules, resource: AlertResource, base: string): void {
  const { out } = rules
  checkRequiredText(rules, 'resourceDesc', resource.resourceDesc, base)
  if (isText(resource.mimeType)) {
    if (!MIME_TYPE.test(resource.mimeType))
      out.report('mimeType.format', `${base}/mimeType`, { name: 'mimeType', value: resource.mimeType })
  } else if (rules.version === '1.2') out.report('mimeType.missing', `${base}/mimeType`, { name: 'mimeType' })
  const size = resource.size
  if (size !== undefined && !(Number.isInteger(size) && size >= 0)) out.report('size.format', `${base}/size`)

  const content = isText(resource.derefUri) ? base64Bytes(resource.derefUri) : null
  if (isText(resource.derefUri) && content === null) out.report('derefUri.format', `${base}/derefUri`)
  if (isText(resource.uri)) {
    if (!isUri(resource.uri)) out.report('uri.format', `${base}/uri`, { name: 'uri', value: resource.uri })
    else if (!isAbsoluteUri(resource.uri) && !isFilled(resource.derefUri))
      out.report('uri.relative', `${base}/uri`, { value: resource.uri })
  }
  if (content && size !== undefined && Number.isInteger(size) && size !== content.length)
    out.report('size.differs', `${base}/size`, { value: size, other: content.length })
  if (isText(resource.digest)) {
    if (!/^[0-9a-fA-F]{40}$/.test(resource.digest)) out.report('digest.format', `${base}/digest`)
    else if (content) {
      const sum = sha1(content)
      if (sum !== resource.digest.toLowerCase()) out.report('digest.differs', `${base}/digest`, { value: sum })
    }
  }
}

/** One info block. @param base its path, `/alert/info[1]` */
export function checkInfo(rules: Rules, info: AlertInfo, base: string, sent: Sent): void {
  const { out, version } = rules
  if (isText(info.language) && !LANGUAGE.test(info.language))
    out.report('language.format', `${base}/language`, { name: 'language', value: info.language })

  const categories = version === '1.0' ? CATEGORY.filter(category => category !== 'CBRNE') : CATEGORY
  const category = listOf(info.category)
  if (category.length === 0 && version !== '1.0')
    out.report('category.missing', `${base}/category`, { name: 'category' })
  category.forEach((value, i) =>
    checkChoice(
      rules,
      'category',
      value,
      categories,
      base,
      true,
      category.length > 1 ? `category[${i + 1}]` : 'category',
    ),
  )
  checkRequiredText(rules, 'event', info.event, base)
  const responses = version === '1.2' ? RESPONSE_TYPE : RESPONSE_TYPE.filter(r => r !== 'Avoid' && r !== 'AllClear')
  const response = listOf(info.responseType)
  response.forEach((value, i) =>
    checkChoice(
      rules,
      'responseType',
      value,
      responses,
      base,
      true,
      response.length > 1 ? `responseType[${i + 1}]` : 'responseType',
    ),
  )
  checkChoice(rules, 'urgency', info.urgency, URGENCY, base, true)
  checkChoice(rules, 'severity', info.severity, SEVERITY, base, true)
  checkChoice(
    rules,
    'certainty',
    info.certainty,
    version === '1.0' ? CERTAINTY.filter(c => c !== 'Observed') : CERTAINTY,
    base,
    true,
  )
  checkText(rules, 'audience', info.audience, base)
  checkPairs(rules, 'eventCode', info.eventCode, base)
  checkTimes(rules, info, base, sent)
  for (const name of ['senderName', 'headline', 'description', 'instruction'] as const)
    checkText(rules, name, info[name], base)
  if (isText(info.headline)) {
    const length = [...info.headline.trim()].length
    if (length > LONG_HEADLINE) out.report('headline.long', `${base}/headline`, { value: length })
  }
  if (isText(info.web) && !isAbsoluteUri(info.web))
    out.report('web.format', `${base}/web`, { name: 'web', value: info.web })
  checkText(rules, 'contact', info.contact, base)
  checkPairs(rules, 'parameter', info.parameter, base)
  listOf(info.resource).forEach((resource, i) => checkResource(rules, resource, `${base}/resource[${i + 1}]`))
  listOf(info.area).forEach((area, i) => checkArea(rules, area, `${base}/area[${i + 1}]`))
}

/** What the blocks of one message must agree on, and where they must differ (CAP 1.2, 3.2.2, language). */
export function checkInfoTogether(rules: Rules, info: readonly AlertInfo[]): void {
  if (info.length < 2) return
  const { out, base } = rules
  const language = (block: AlertInfo) => (isText(block.language) ? block.language : 'en-US').toLowerCase()
  const blocksOf = new Map<string, number[]>()
  const firstOfLanguage = new Map<string, { block: AlertInfo; index: number }>()
  const texts = new Map<string, string>()
  info.forEach((block, i) => {
    const path = `${base}/info[${i + 1}]`
    const tag = language(block)
    const earlier = blocksOf.get(tag)
    if (!earlier) blocksOf.set(tag, [i])
    else earlier.push(i)

    const first = firstOfLanguage.get(tag)
    if (!first) firstOfLanguage.set(tag, { block, index: i })
    else if (first.block.event !== block.event)
      out.report('language.event', `${path}/event`, { other: first.block.event ?? '' })

    // vi and vi-VN are one language; the same words under another are likely a forgotten translation.
    const main = tag.split('-')[0] ?? tag
    for (const name of ['event', 'headline', 'description', 'instruction'] as const) {
      const text = block[name]
      if (!text) continue
      const seen = texts.get(`${name} ${text}`)
      if (seen === undefined) texts.set(`${name} ${text}`, main)
      else if (seen !== main) out.report('language.same-text', `${path}/${name}`, { name, other: seen })
    }
  })
  for (const blocks of blocksOf.values()) {
    if (blocks.length < 2) continue
    const byContent = new Map<string, number>()
    for (const i of blocks) {
      const content = JSON.stringify({ ...info[i], language: '' })
      const twin = byContent.get(content)
      if (twin === undefined) byContent.set(content, i)
      else out.report('language.repeated', `${base}/info[${i + 1}]`, { other: `info[${twin + 1}]` })
    }
  }
  // Blocks of one language may grade by area; a single block in each of two languages must say the same.
  if (firstOfLanguage.size === info.length) {
    const [reference, ...others] = [...firstOfLanguage.values()]
    for (const { block, index } of others)
      for (const name of ['urgency', 'severity', 'certainty'] as const)
        if (reference && block[name] !== reference.block[name])
          out.report('language.differs', `${base}/info[${index + 1}]/${name}`, {
            name,
            value: block[name] ?? '',
            other: reference.block[name] ?? '',
          })
  }
}
