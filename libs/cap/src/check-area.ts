import type { AlertArea } from './alert.ts'
import { checkPairs, checkRequiredText, isText, listOf, type Rules } from './check-values.ts'
import { examinePolygon, inRange, parseCircle, type Point, readPolygon } from './polygon.ts'

const pair = ([lat, lon]: Point) => `${lat},${lon}`

function checkPolygon(rules: Rules, text: string, path: string): void {
  const { out } = rules
  const { points, bad, digits } = readPolygon(text)
  if (bad.length > 0) {
    out.report('polygon.format', path, { value: bad[0] ?? '' })
    return
  }
  if (points.length < 4) out.report('polygon.few', path, { value: points.length })
  const outside = points.find(point => !inRange(point))
  if (outside) out.report('polygon.range', path, { value: pair(outside) })
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return
  const closed = first[0] === last[0] && first[1] === last[1]
  if (!closed) out.report('polygon.not-closed', path, { value: pair(first), other: pair(last) })
  const again = points.find((point, i) => i > 0 && point[0] === points[i - 1]?.[0] && point[1] === points[i - 1]?.[1])
  if (again) out.report('polygon.repeated-point', path, { value: pair(again) })
  // An open ring is judged as if closed: the closing edge may be what crosses.
  if (points.length < (closed ? 4 : 3) || outside) return
  const report = examinePolygon(points, digits, rules.budget)
  if (report?.fault === 'too-complex') out.report('polygon.too-complex', path, { value: points.length })
  else if (report) out.report(`polygon.${report.fault}`, path, { value: pair(report.at) })
}

function checkCircle(rules: Rules, text: string, path: string): void {
  const circle = parseCircle(text)
  if (!circle) rules.out.report('circle.format', path, { value: text })
  else if (!inRange(circle.centre)) rules.out.report('circle.range', path, { value: text })
  else if (circle.radiusKm < 0) rules.out.report('circle.radius', path, { value: text })
}

/** One area. @param base its path, `/alert/info[1]/area[2]` */
export function checkArea(rules: Rules, area: AlertArea, base: string): void {
  const { out } = rules
  checkRequiredText(rules, 'areaDesc', area.areaDesc, base)
  listOf(area.polygon).forEach((text, i, all) => {
    if (isText(text)) checkPolygon(rules, text, `${base}/${all.length > 1 ? `polygon[${i + 1}]` : 'polygon'}`)
  })
  listOf(area.circle).forEach((text, i, all) => {
    if (isText(text)) checkCircle(rules, text, `${base}/${all.length > 1 ? `circle[${i + 1}]` : 'circle'}`)
  })
  checkPairs(rules, 'geocode', area.geocode, base)
  const { altitude, ceiling } = area
  for (const name of ['altitude', 'ceiling'] as const)
    if (area[name] !== undefined && !Number.isFinite(area[name]))
      out.report(`${name}.number`, `${base}/${name}`, { name })
  if (ceiling !== undefined && altitude === undefined) out.report('ceiling.alone', `${base}/ceiling`)
  if (ceiling !== undefined && altitude !== undefined && ceiling < altitude)
    out.report('ceiling.below', `${base}/ceiling`, { value: ceiling, other: altitude })
}
