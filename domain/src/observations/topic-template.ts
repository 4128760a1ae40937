/** What a topic says of a reading. */
export type TopicNames = { station: string | null; indicator: string | null }

/**
 * Reads a topic by a template: `{station}` and `{indicator}` stand for one level each, `+` for any one, `#` at the end for the
 * rest. Null when the topic is of another form.
 * @example matchTopic('tram/{station}/+/{indicator}', 'tram/LS01/goc/rain') // { station: 'LS01', indicator: 'rain' }
 */
export function matchTopic(template: string, topic: string): TopicNames | null {
  const want = template.split('/')
  const have = topic.split('/')
  const found: TopicNames = { station: null, indicator: null }
  for (let i = 0; i < want.length; i++) {
    const level = want[i] as string
    if (level === '#' && i === want.length - 1) return found
    const said = have[i]
    if (said === undefined) return null
    if (level === '{station}') found.station = said
    else if (level === '{indicator}') found.indicator = said
    else if (level !== '+' && level !== said) return null
  }
  return have.length === want.length ? found : null
}

/** What is wrong with a topic filter to subscribe to, or null. MQTT 5, section 4.7. */
export function topicFilterFault(filter: string): { vi: string; en: string } | null {
  const bad = (vi: string, en: string) => ({ vi, en })
  if (!filter || filter.length > 500 || filter.includes('\0'))
    return bad('Chủ đề phải có từ 1 đến 500 ký tự.', 'The topic filter has 1 to 500 characters.')
  if (filter.startsWith('$share/'))
    return bad(
      'Ghi tên nhóm chia tải ở ô riêng, không ghi $share vào chủ đề.',
      'Give the shared group in its own field, not in the topic.',
    )
  const levels = filter.split('/')
  for (const [i, level] of levels.entries()) {
    if (level.includes('#') && (level !== '#' || i < levels.length - 1))
      return bad('Dấu # chỉ đứng một mình ở cấp cuối của chủ đề.', '# stands alone, as the last level of a topic.')
    if (level.includes('+') && level !== '+')
      return bad('Dấu + phải đứng một mình ở một cấp của chủ đề.', '+ stands alone in a level of a topic.')
  }
  return null
}
