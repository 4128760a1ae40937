import type { Chart } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import type PizZip from 'pizzip'
import { chartWorkbook, sheetRange, xmlText } from './chart-workbook.ts'

const namespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
/** English metric units: 360,000 to the centimetre. */
const cm = (n: number) => Math.round(n * 360_000)
/** The width between the margins of an upright page by Decree 30. */
const width = cm(15.9)

/** Told apart in print without colour as well: dark, light, and between. */
const seriesFills = ['A9B8BD', '0B6B65']
const shareFills = ['0B6B65', 'E0A33E', 'B3402F', 'A9B8BD', '5B6F9C', '8AA861', '7A5C8E', '3F8FB5']

const type = (size: number, bold = false) =>
  `sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="222222"/></a:solidFill><a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>`
const fill = (color: string) => `<a:solidFill><a:srgbClr val="${color}"/></a:solidFill>`
const words = (size: number) =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${type(size)}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>`

function title(chart: Chart): string {
  const look = type(1200, true)
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${look}</a:defRPr></a:pPr><a:r><a:rPr lang="vi-VN" ${look}</a:rPr><a:t>${xmlText(chart.title.vi)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
}

/** Parts of a whole say their share in their name, so that print without colour and a narrow page say it too. */
function categories(chart: Chart): string[] {
  const values = chart.series[0]?.values ?? []
  const whole = values.reduce<number>((sum, v) => sum + (v ?? 0), 0)
  return chart.categories.map((c, i) =>
    chart.shape === 'shares' && whole > 0
      ? `${c.vi} (${formatNumber(Math.round(((values[i] ?? 0) / whole) * 1000) / 10)}%)`
      : c.vi,
  )
}

const strings = (range: string, list: readonly string[]) =>
  `<c:strRef><c:f>${range}</c:f><c:strCache><c:ptCount val="${list.length}"/>${list.map((v, i) => `<c:pt idx="${i}"><c:v>${xmlText(v)}</c:v></c:pt>`).join('')}</c:strCache></c:strRef>`
/** 42A: Vietnamese, so that 1530 is written 1.530 whatever the machine speaks. */
const numberFormat = (chart: Chart) => (chart.kind === 'money' ? '[$-42A]#,##0.0' : '[$-42A]#,##0')

function series(chart: Chart, i: number): string {
  const s = chart.series[i] as Chart['series'][number]
  const n = chart.categories.length
  const shares = chart.shape === 'shares'
  const format = xmlText(numberFormat(chart))
  const values = s.values.map((v, k) => (v === null ? '' : `<c:pt idx="${k}"><c:v>${v}</c:v></c:pt>`)).join('')
  const color = chart.series.length === 1 ? seriesFills[1] : (seriesFills[i] ?? seriesFills[1])
  const points = shares
    ? s.values
        .map(
          (_, k) =>
            `<c:dPt><c:idx val="${k}"/><c:bubble3D val="0"/><c:spPr>${fill(shareFills[k % shareFills.length] as string)}<a:ln w="12700">${fill('FFFFFF')}</a:ln></c:spPr></c:dPt>`,
        )
        .join('')
    : ''
  const labels = `<c:dLbls><c:numFmt formatCode="${format}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${words(900)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>${shares ? '<c:showLeaderLines val="1"/>' : ''}</c:dLbls>`
  return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${strings(sheetRange(i + 1, 1, 1), [s.name.vi])}</c:tx>${shares ? '' : `<c:spPr>${fill(color as string)}</c:spPr><c:invertIfNegative val="0"/>`}${points}${labels}<c:cat>${strings(
    sheetRange(0, 2, n + 1),
    categories(chart),
  )}</c:cat><c:val><c:numRef><c:f>${sheetRange(i + 1, 2, n + 1)}</c:f><c:numCache><c:formatCode>${format}</c:formatCode><c:ptCount val="${n}"/>${values}</c:numCache></c:numRef></c:val></c:ser>`
}

function plot(chart: Chart): string {
  const all = chart.series.map((_, i) => series(chart, i)).join('')
  if (chart.shape === 'shares')
    return `<c:pieChart><c:varyColors val="1"/>${all}<c:firstSliceAng val="0"/></c:pieChart>`
  const bars = chart.shape === 'bars'
  const line = `<c:spPr><a:ln w="6350">${fill('999999')}</a:ln></c:spPr>`
  return `<c:barChart><c:barDir val="${bars ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${all}<c:gapWidth val="${bars ? 40 : 70}"/><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${bars ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${bars ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${words(900)}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="${bars ? 't' : 'l'}"/><c:majorGridlines><c:spPr><a:ln w="6350">${fill('DDDDDD')}</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="[$-42A]#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${bars ? 'high' : 'nextTo'}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${words(900)}<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>`
}

const chartSpace = (chart: Chart): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace ${namespaces}><c:roundedCorners val="0"/><c:chart>${title(chart)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot(chart)}</c:plotArea>${
    chart.series.length > 1 || chart.shape === 'shares'
      ? `<c:legend><c:legendPos val="${chart.shape === 'shares' ? 'r' : 'b'}"/><c:overlay val="0"/>${words(1000)}</c:legend>`
      : ''
  }<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr>${fill('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`

/** What the drawing says to who cannot see it: the figures, in a sentence. */
const altText = (chart: Chart): string =>
  `${chart.title.vi}. ${chart.categories
    .map((c, i) => `${c.vi}: ${chart.series.map(s => s.values[i] ?? 'chưa có số').join(' / ')}`)
    .join('; ')}. ${chart.covers.vi}`.slice(0, 2000)

const height = (chart: Chart): number =>
  cm(chart.shape === 'bars' ? Math.max(5, 3 + chart.categories.length * 0.62) : chart.shape === 'shares' ? 7 : 8.5)

/** Puts charts into a Word file, each as a chart that Word can edit, with its figures in a sheet behind it. */
export class WordCharts {
  #zip: PizZip
  #n = 0
  #rels: string[] = []
  constructor(zip: PizZip) {
    this.#zip = zip
  }

  /** The drawing that stands in a run, and beneath it, in a run of its own, from how many units it comes. */
  add(chart: Chart): string {
    const n = ++this.#n
    const id = `rIdChart${n}`
    this.#zip.file(`word/charts/tusom${n}.xml`, chartSpace(chart))
    this.#zip.file(
      `word/charts/_rels/tusom${n}.xml.rels`,
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/tusom${n}.xlsx"/></Relationships>`,
    )
    this.#zip.file(`word/embeddings/tusom${n}.xlsx`, chartWorkbook(chart))
    this.#rels.push(
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="charts/tusom${n}.xml"/>`,
    )
    return `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height(chart)}"/><wp:docPr id="${90_000 + n}" name="Biểu đồ ${n}" descr="${xmlText(altText(chart))}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/></w:rPr><w:br/><w:t xml:space="preserve">${xmlText(chart.covers.vi)}</w:t></w:r><w:r>`
  }

  /** Names the new parts where Word looks for them. */
  finish(): void {
    if (!this.#n) return
    const change = (name: string, to: (xml: string) => string) =>
      this.#zip.file(name, to(this.#zip.file(name)?.asText() ?? ''))
    change('word/_rels/document.xml.rels', xml =>
      xml.replace('</Relationships>', () => `${this.#rels.join('')}</Relationships>`),
    )
    const parts = Array.from(
      { length: this.#n },
      (_, i) =>
        `<Override PartName="/word/charts/tusom${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`,
    ).join('')
    change('[Content_Types].xml', xml =>
      xml
        .replace(/<Types[^>]*>/, types =>
          /Extension="xlsx"/.test(xml)
            ? types
            : `${types}<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>`,
        )
        .replace('</Types>', () => `${parts}</Types>`),
    )
  }
}
