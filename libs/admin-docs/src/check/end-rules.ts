import { lookFaults, shorten } from './look-rules.ts'
import { replaceIn, setEnd, setWords } from './mend.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Paragraph } from './model.ts'

/** Addressees, signature and recipients: Phụ lục I, Phần I, Mục II, khoản 7 and 9. */
export function endFaults(a: Anatomy): Fault[] {
  return [...toFaults(a), ...signatureFaults(a), ...recipientFaults(a)]
}

function toFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  if (!a.to) {
    if (a.kind === 'CV' || a.kind === 'TTr')
      out.push({
        rule: 'ND30.II.9.to-missing',
        severity: 'error',
        message: 'Công văn, tờ trình phải có «Kính gửi:».',
        messageEn: 'A letter must name its addressees after "Kính gửi:".',
        where: 'trang 1',
        found: '',
        expected: 'Kính gửi: …',
      })
    return out
  }
  const to = a.to
  out.push(
    ...lookFaults([...to.bits, ...a.toList.flatMap(p => p.bits)], {
      rule: 'ND30.II.9.to',
      vi: 'Kính gửi',
      en: 'Addressees',
      size: [13, 14],
      bold: false,
      italic: false,
    }),
  )
  if (!/^\s*Kính gửi\s*:/u.test(to.text))
    out.push({
      rule: 'ND30.II.9.to-colon',
      severity: 'error',
      message: 'Sau từ «Kính gửi» phải có dấu hai chấm.',
      messageEn: '"Kính gửi" must be followed by a colon.',
      where: `«${shorten(to.text.trim())}»`,
      found: to.text.trim().slice(0, 12),
      expected: 'Kính gửi:',
      fix: () => replaceIn(to.runs, /^(\s*)Kính gửi\s*[,;.]?\s*/iu, '$1Kính gửi: '),
    })
  const together = to.text
    .replace(/^\s*Kính gửi\s*:?/iu, '')
    .split(';')
    .filter(t => t.trim().length > 3)
  if (a.toList.length === 0 && together.length > 1)
    out.push({
      rule: 'ND30.II.9.to-lines',
      severity: 'warning',
      message: 'Gửi từ hai nơi trở lên: xuống dòng, mỗi nơi một dòng, đầu dòng có gạch đầu dòng.',
      messageEn: 'Two addressees or more stand each on a line of its own after a dash.',
      where: `«${shorten(to.text.trim())}»`,
      found: `${together.length} nơi trên một dòng`,
      expected: '- …;',
    })
  out.push(...listFaults('ND30.II.9.to-list', 'Danh sách kính gửi', 'The list of addressees', a.toList))
  return out
}

/** "- …;" on each line, "." on the last. */
function listFaults(rule: string, vi: string, en: string, list: Paragraph[]): Fault[] {
  if (list.length < 2) return []
  const wrong = list.filter((p, i) => !(i === list.length - 1 ? /\.$/ : /;$/).test(p.text.trim()))
  const first = wrong[0]
  if (!first) return []
  const last = list.at(-1)
  return [
    {
      rule: `${rule}-end`,
      severity: 'error',
      message: `${vi}: cuối mỗi dòng có dấu chấm phẩy, dòng cuối có dấu chấm.`,
      messageEn: `${en}: each line ends with a semicolon, the last with a full stop.`,
      where: `«${shorten(first.text.trim())}»${wrong.length > 1 ? ` và ${wrong.length - 1} dòng khác` : ''}`,
      found: first.text.trim().slice(-1),
      expected: first === last ? '.' : ';',
      fix: () => wrong.forEach(p => setEnd(p.runs, /[\s.,;:]*$/u, p === last ? '.' : ';')),
    },
  ]
}

const academic =
  /^(?:GS|PGS|TS|ThS|Th\.S|BS|CK\s?I{1,2}|BSCK\w*|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Bác sĩ|KS|Kỹ sư|CN|NGƯT|NGND|TTƯT)[.\s]/iu

function signatureFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  out.push(
    ...lookFaults(a.capacity, {
      rule: 'ND30.II.7.capacity',
      vi: 'Quyền hạn, chức vụ người ký',
      en: 'Capacity of the signer',
      size: [13, 14],
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
  )
  const odd = a.capacity.filter(b =>
    /^(?:T\/M|K\/T|T\/L|(?:TM|KT|TL|TUQ)\s+(?=\p{L})|(?:TM|KT|TL|TUQ|Q)\s*\.(?=\S)|(?:TM|KT|TL|TUQ)\s\.)/iu.test(
      b.text,
    ),
  )
  const first = odd[0]
  if (first)
    out.push({
      rule: 'ND30.II.7.capacity-form',
      severity: 'error',
      message: 'Chữ viết tắt quyền hạn ghi «TM.», «KT.», «TL.», «TUQ.», «Q.» rồi một dấu cách.',
      messageEn: 'Capacities are written "TM.", "KT.", "TL.", "TUQ.", "Q." and one space.',
      where: `«${shorten(first.text)}»`,
      found: first.text.slice(0, 4).trim(),
      expected: `${abbreviation(first.text)}.`,
      fix: () =>
        odd.forEach(b =>
          setWords(b, b.text.replace(/^(?:T\/M|K\/T|T\/L|TM|KT|TL|TUQ|Q)\s*\.?\s*/iu, `${abbreviation(b.text)}. `)),
        ),
    })
  if (a.capacity.length === 0 && a.recipientsHead)
    out.push({
      rule: 'ND30.II.7.capacity-missing',
      severity: 'error',
      message: 'Thiếu quyền hạn, chức vụ của người ký.',
      messageEn: 'The capacity of the signer is missing.',
      where: 'phần ký',
      found: '',
      expected: 'TM. …, KT. …, CHỦ TỊCH',
    })
  if (a.signer) {
    const name = a.signer
    out.push(
      ...lookFaults([name], {
        rule: 'ND30.II.7.signer',
        vi: 'Họ tên người ký',
        en: 'Name of the signer',
        size: [13, 14],
        bold: true,
        italic: false,
        capitals: false,
        center: true,
      }).map(properName(name)),
    )
    if (academic.test(name.text))
      out.push({
        rule: 'ND30.II.7.signer-degree',
        severity: 'warning',
        message:
          'Trước họ tên người ký không ghi học hàm, học vị (trừ đơn vị vũ trang, sự nghiệp giáo dục, y tế, khoa học có quy định riêng).',
        messageEn:
          'No academic titles before the name (but for armed units and schools, health and science with rules of their own).',
        where: `«${shorten(name.text)}»`,
        found: name.text,
        expected: name.text.replace(academic, '').trim(),
        fix: () => setWords(name, name.text.replace(academic, '').trim()),
      })
  }
  return out
}

const abbreviation = (text: string) =>
  (/^(?:T\/M|K\/T|T\/L|TM|KT|TL|TUQ|Q)/iu.exec(text)?.[0] ?? 'TM').replace('/', '').toUpperCase()

/** A name in capitals gets a capital to each word, not to the first alone. */
function properName(name: Bit) {
  return (f: Fault): Fault => {
    if (f.rule !== 'ND30.II.7.signer-case') return f
    const words = name.text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, c => c.toUpperCase())
    return { ...f, expected: words, fix: () => setWords(name, words) }
  }
}

function recipientFaults(a: Anatomy): Fault[] {
  const out: Fault[] = []
  const head = a.recipientsHead
  if (!head)
    return [
      {
        rule: 'ND30.II.9.recipients-missing',
        severity: 'error',
        message: 'Thiếu «Nơi nhận:».',
        messageEn: '"Nơi nhận:" is missing.',
        where: 'phần cuối văn bản',
        found: '',
        expected: 'Nơi nhận: …',
      },
    ]
  out.push(
    ...lookFaults([head], {
      rule: 'ND30.II.9.recipients-head',
      vi: 'Từ «Nơi nhận»',
      en: '"Nơi nhận"',
      size: [12, 12],
      bold: true,
      italic: true,
    }),
  )
  if (!/^Nơi nhận\s*:$/u.test(head.text))
    out.push({
      rule: 'ND30.II.9.recipients-colon',
      severity: 'error',
      message: 'Ghi «Nơi nhận:», sau có dấu hai chấm.',
      messageEn: 'Write "Nơi nhận:" with a colon.',
      where: `«${head.text}»`,
      found: head.text,
      expected: 'Nơi nhận:',
      fix: () => setWords(head, 'Nơi nhận:'),
    })
  const list = a.recipients
  out.push(
    ...lookFaults(list, {
      rule: 'ND30.II.9.recipients',
      vi: 'Danh sách nơi nhận',
      en: 'List of recipients',
      size: [11, 11],
      bold: false,
      italic: false,
    }),
  )
  const ps = [...new Set(list.map(b => b.paragraph))]
  out.push(...listFaults('ND30.II.9.recipients', 'Nơi nhận', 'Recipients', ps))
  const undashed = list.filter(b => b.paragraph.label === '' && !/^-\s/u.test(b.text))
  if (undashed[0])
    out.push({
      rule: 'ND30.II.9.recipients-dash',
      severity: 'error',
      message: 'Mỗi dòng nơi nhận có gạch đầu dòng (-) rồi một dấu cách.',
      messageEn: 'Each recipient stands after a hyphen and a space.',
      where: `«${shorten(undashed[0].text)}»`,
      found: undashed[0].text.slice(0, 6),
      expected: '- …',
      fix: () => undashed.forEach(b => replaceIn(b.runs, /^\s*[-–—+•*]?\s*/u, '- ')),
    })
  const first = list[0]
  if (
    first &&
    (a.kind === 'CV' || a.kind === 'TTr' || (a.kind === 'BC' && a.to)) &&
    !list.some(b => /^[-–+•]?\s*Như (?:trên|kính gửi)/iu.test(b.text))
  )
    out.push({
      rule: 'ND30.II.9.as-above',
      severity: 'warning',
      message: 'Văn bản có «Kính gửi»: dòng đầu của nơi nhận là «- Như trên;».',
      messageEn: 'Where addressees are named above, the first recipient is "- Như trên;".',
      where: `«${shorten(first.text)}»`,
      found: first.text,
      expected: '- Như trên;',
    })
  const last = list.at(-1)
  const archive = list.find(b => /Lưu\s*:?/u.test(b.text))
  if (list.length > 0 && last && !archive)
    out.push({
      rule: 'ND30.II.9.archive-missing',
      severity: 'error',
      message: 'Dòng cuối của nơi nhận phải là «- Lưu: VT, …».',
      messageEn: 'The last recipient must be "- Lưu: VT, …".',
      where: `«${shorten(last.text)}»`,
      found: last.text,
      expected: '- Lưu: VT, …',
    })
  else if (archive && !/Lưu\s*:\s*VT(?!\p{L})/u.test(archive.text))
    out.push({
      rule: 'ND30.II.9.archive-form',
      severity: 'error',
      message: 'Ghi «- Lưu: VT, đơn vị soạn thảo.».',
      messageEn: 'Write "- Lưu: VT, drafting unit.".',
      where: `«${shorten(archive.text)}»`,
      found: archive.text,
      expected: '- Lưu: VT, …',
      ...(/Lưu\s*:/u.test(archive.text) ? {} : { fix: () => replaceIn(archive.runs, /Lưu\s*/u, 'Lưu: ') }),
    })
  return out
}
