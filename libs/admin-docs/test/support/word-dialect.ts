import { strToU8, zipSync } from 'fflate'

/**
 * A commune's plan as Word itself saves one: type in styles and theme, split runs with revision ids, proofing marks, a head in one row,
 * lines as drawings, automatic numbers, the page number in a content control. Invented words. `edit` changes the body.
 */
export function wordDialect(edit: (body: string) => string = b => b): Uint8Array {
  const ns =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"'
  const run = (text: string, props = '') =>
    `<w:r w:rsidR="00A1B2C3">${props ? `<w:rPr>${props}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
  // Word parts runs where spelling was looked at.
  const split = (text: string, props = '') => {
    const at = Math.floor(text.length / 2)
    return `<w:proofErr w:type="spellStart"/>${run(text.slice(0, at), props)}<w:proofErr w:type="spellEnd"/>${run(text.slice(at), props)}`
  }
  const p = (inner: string, props = '') =>
    `<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6"><w:pPr>${props}</w:pPr>${inner}</w:p>`
  const centre = '<w:pStyle w:val="Dau"/>'
  const line =
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor/></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
  const cell = (inner: string, width: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inner}</w:tc>`
  const size = (n: number) => `<w:sz w:val="${n * 2}"/>`
  const numbered = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`
  const body =
    `<w:tbl><w:tblPr/><w:tr>${cell(
      p(split('ỦY BAN NHÂN DÂN', `<w:b/>${size(13)}`), centre) +
        p(split('XÃ NÀ THỬ', `<w:b/>${size(13)}`) + line, centre) +
        p(run('Số: 18/KH-UBND', size(13)), centre),
      3500,
    )}${cell(
      p(split('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', `<w:b/>${size(12)}`), centre) +
        p(split('Độc lập - Tự do - Hạnh phúc', `<w:b/>${size(13)}`) + line, centre) +
        p(run('Nà Thử, ngày 09 tháng 4 năm 2026', `<w:i/>${size(13)}`), centre),
      5600,
    )}</w:tr></w:tbl>` +
    p('') +
    p(split('KẾ HOẠCH', '<w:b/>'), centre) +
    p(split('Phòng, chống thiên tai năm 2026', '<w:b/>') + line, centre) +
    p('') +
    p(run('Căn cứ Luật Phòng, chống thiên tai, Ủy ban nhân dân xã ban hành Kế hoạch như sau:')) +
    p(run('MỤC ĐÍCH', '<w:b/>'), `<w:pStyle w:val="Muc"/>`) +
    p(
      `<w:bookmarkStart w:id="0" w:name="a"/>${split('Hạn chế thấp nhất thiệt hại về người và tài sản của Nhân dân.')}<w:bookmarkEnd w:id="0"/>`,
    ) +
    p(run('TỔ CHỨC THỰC HIỆN', '<w:b/>'), `<w:pStyle w:val="Muc"/>`) +
    p(run('Công an xã', '<w:b/>'), numbered(1)) +
    p(run('- Chủ trì sơ tán người dân ra khỏi vùng nguy hiểm.')) +
    p(run('Trưởng các thôn', '<w:b/>'), numbered(1)) +
    p(run('- Lập danh sách hộ phải sơ tán trước ngày 30/4/2026./.')) +
    p('') +
    `<w:tbl><w:tr>${cell(
      p(run('Nơi nhận:', `<w:b/><w:i/>${size(12)}`), '<w:pStyle w:val="Cuoi"/>') +
        ['- UBND tỉnh;', '- Các thôn;', '- Lưu: VT.']
          .map(t => p(run(t, size(11)), '<w:pStyle w:val="Cuoi"/>'))
          .join(''),
      4500,
    )}${cell(
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'].map(t => p(split(t, '<w:b/>'), centre)).join('') +
        p('', centre).repeat(4) +
        p(split('Hạng A Thử', '<w:b/>'), centre),
      4600,
    )}</w:tr></w:tbl>`
  const sect =
    '<w:sectPr w:rsidR="00A1B2C3"><w:headerReference w:type="default" r:id="rId8"/><w:pgSz w:w="11907" w:h="16840" w:code="9"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="624" w:footer="0" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="381"/></w:sectPr>'
  const styles = `<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Dau"><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Cuoi"><w:basedOn w:val="Dau"/><w:pPr><w:jc w:val="left"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
  const numbering = `<w:numbering ${ns}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>`
  const theme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`
  const header = `<w:hdr ${ns}><w:sdt><w:sdtPr/><w:sdtContent>${p(
    `<w:r><w:rPr>${size(13)}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr>${size(13)}</w:rPr><w:instrText>PAGE   \\* MERGEFORMAT</w:instrText></w:r><w:r><w:rPr>${size(13)}</w:rPr><w:fldChar w:fldCharType="separate"/></w:r>${run('2', size(13))}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    centre,
  )}</w:sdtContent></w:sdt></w:hdr>`
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`
  const parts: Record<string, string> = {
    'word/document.xml': `<?xml version="1.0"?><w:document ${ns}><w:body>${edit(body)}${sect}</w:body></w:document>`,
    'word/styles.xml': styles,
    'word/numbering.xml': numbering,
    'word/theme/theme1.xml': theme,
    'word/header1.xml': header,
    'word/_rels/document.xml.rels': rels,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}
