import type { CapVersion } from '../alert.ts'

/**
 * The schema of each version, written by us from the tables of elements of the standard (CAP 1.0; 1.1 with the errata
 * of 2007; 1.2). It is the second opinion beside the rules in TypeScript and shares no code with them.
 */

const ENUM = (name: string, values: string) => `
  <xs:simpleType name="${name}">
    <xs:restriction base="xs:string">
${values
  .split(', ')
  .map(value => `      <xs:enumeration value="${value}"/>`)
  .join('\n')}
    </xs:restriction>
  </xs:simpleType>`

const el = (name: string, type: string, occurs = '', standard = '') => {
  const range =
    occurs === '?'
      ? ' minOccurs="0"'
      : occurs === '*'
        ? ' minOccurs="0" maxOccurs="unbounded"'
        : occurs === '+'
          ? ' maxOccurs="unbounded"'
          : ''
  const value = standard === '' ? '' : ` default="${standard}"`
  return `      <xs:element name="${name}" type="${type}"${range}${value}/>`
}

const complex = (name: string, content: string[]) => `
  <xs:complexType name="${name}">
    <xs:sequence>
${content.join('\n')}
    </xs:sequence>
  </xs:complexType>`

const TIME = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+\\-]\\d{2}:\\d{2}'

// 1.0 and 1.1 allow any dateTime. They too get a type of their own: libxml2 forgets that white space around a dateTime
// does not count unless the type is a restriction.

/** XML Schema 1.0 of a version. */
export function schemaOf(version: CapVersion): string {
  const first = version === '1.0'
  const namespace = first ? 'http://www.incident.com/cap/1.0' : `urn:oasis:names:tc:emergency:cap:${version}`
  const time = 'c:time'
  const pair = first ? 'xs:string' : 'c:pair'
  const statuses = `Actual, Exercise, System, Test${first ? '' : ', Draft'}`
  const categories = `Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra${first ? '' : ', CBRNE'}, Other`
  const responses = `Shelter, Evacuate, Prepare, Execute, ${version === '1.2' ? 'Avoid, ' : ''}Monitor, Assess, ${version === '1.2' ? 'AllClear, ' : ''}None`
  const certainties = `${first ? 'Very Likely' : 'Observed'}, Likely, Possible, Unlikely, Unknown`
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:c="${namespace}" targetNamespace="${namespace}" elementFormDefault="qualified">
  <xs:element name="alert" type="c:alert"/>
${complex('alert', [
  el('identifier', 'c:name'),
  el('sender', 'c:name'),
  el('sent', time),
  el('status', 'c:status'),
  el('msgType', 'c:msgType'),
  ...(first ? [el('password', 'xs:string', '?')] : []),
  el('source', 'xs:string', '?'),
  el('scope', 'c:scope', first ? '?' : ''),
  el('restriction', 'xs:string', '?'),
  el('addresses', 'xs:string', '?'),
  el('code', 'xs:string', '*'),
  el('note', 'xs:string', '?'),
  el('references', 'xs:string', '?'),
  el('incidents', 'xs:string', '?'),
  el('info', 'c:info', '*'),
  ...(version === '1.2'
    ? [
        '      <xs:any namespace="http://www.w3.org/2000/09/xmldsig#" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>',
      ]
    : []),
])}
${complex('info', [
  el('language', 'xs:language', '?', 'en-US'),
  el('category', 'c:category', first ? '*' : '+'),
  el('event', 'xs:string'),
  ...(first ? [] : [el('responseType', 'c:responseType', '*')]),
  el('urgency', 'c:urgency'),
  el('severity', 'c:severity'),
  el('certainty', 'c:certainty'),
  el('audience', 'xs:string', '?'),
  el('eventCode', pair, '*'),
  el('effective', time, '?'),
  el('onset', time, '?'),
  el('expires', time, '?'),
  el('senderName', 'xs:string', '?'),
  el('headline', 'xs:string', '?'),
  el('description', 'xs:string', '?'),
  el('instruction', 'xs:string', '?'),
  el('web', 'xs:anyURI', '?'),
  el('contact', 'xs:string', '?'),
  el('parameter', pair, '*'),
  el('resource', 'c:resource', '*'),
  el('area', 'c:area', '*'),
])}
${complex('resource', [
  el('resourceDesc', 'xs:string'),
  el('mimeType', 'xs:string', version === '1.2' ? '' : '?'),
  el('size', 'xs:integer', '?'),
  el('uri', 'xs:anyURI', '?'),
  ...(first ? [] : [el('derefUri', 'xs:string', '?')]),
  el('digest', 'xs:string', '?'),
])}
${complex('area', [
  el('areaDesc', 'xs:string'),
  el('polygon', 'xs:string', '*'),
  el('circle', 'xs:string', '*'),
  el('geocode', pair, '*'),
  el('altitude', 'xs:decimal', '?'),
  el('ceiling', 'xs:decimal', '?'),
])}
${complex('pair', [el('valueName', 'xs:string'), el('value', 'xs:string')])}
  <xs:simpleType name="name">
    <xs:restriction base="xs:string"><xs:pattern value="[^\\s,&lt;&amp;]+"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="time">
    <xs:restriction base="xs:dateTime">
      <xs:pattern value="${version === '1.2' ? TIME : '.*'}"/>
    </xs:restriction>
  </xs:simpleType>${ENUM('status', statuses)}${ENUM('msgType', 'Alert, Update, Cancel, Ack, Error')}${ENUM(
    'scope',
    'Public, Restricted, Private',
  )}${ENUM('category', categories)}${first ? '' : ENUM('responseType', responses)}${ENUM(
    'urgency',
    'Immediate, Expected, Future, Past, Unknown',
  )}${ENUM('severity', 'Extreme, Severe, Moderate, Minor, Unknown')}${ENUM('certainty', certainties)}
</xs:schema>
`
}
