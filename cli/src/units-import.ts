import { type NewUnit, upsertUnits, writeAudit } from '@tusom/store'
import { fold } from '@tusom/vi-text'
import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import type { Command } from './command.ts'
import { openInstallation } from './installation.ts'
import { readOptions } from './options.ts'

const help = `tusom units import FILE [--valid-from 2025-07-01] [--data ./data] [--json]

Nạp đơn vị từ CSV hoặc GeoJSON: tỉnh trước, xã sau; nạp lại thì cập nhật theo (mã, ngày hiệu lực).
Imports units from CSV or GeoJSON: provinces first, then communes; a second import updates by (code, valid_from).

  CSV      code,full_name[,name,kind|unit_type,parent_code|province_code,valid_from,valid_to,lon,lat,area_km2,aliases]
  GeoJSON  FeatureCollection; the same names as properties, geometry becomes the boundary

Ví dụ · example:  tusom units import xa.geojson`

type Raw = { where: string; fields: Record<string, string>; boundary: unknown }

const kinds: Record<string, NewUnit['kind']> = {
  tỉnh: 'province',
  'thành phố': 'province',
  xã: 'commune',
  phường: 'commune',
  'đặc khu': 'commune',
  thôn: 'hamlet',
  province: 'province',
  department: 'department',
  commune: 'commune',
  hamlet: 'hamlet',
  force: 'force',
  country: 'country',
}

function kindOf(f: Record<string, string>): NewUnit['kind'] | null {
  const said = (f.kind || f.unit_type || '').normalize('NFC').toLowerCase()
  if (kinds[said]) return kinds[said]
  if (/^\d{2}$/.test(f.code ?? '')) return 'province'
  if (/^\d{5}$/.test(f.code ?? '')) return 'commune'
  return null
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** One unit from one row, or why not. */
function unitOf(raw: Raw, validFrom: string): NewUnit | string {
  const f = raw.fields
  const code = (f.code ?? '').trim()
  if (!code) return `${raw.where}: thiếu mã (code)`
  const fullName = (f.full_name || f.fullname || f.name || '').normalize('NFC').trim()
  if (!fullName) return `${raw.where}: đơn vị ${code} thiếu tên (full_name)`
  const kind = kindOf(f)
  if (!kind) return `${raw.where}: không biết ${code} là loại đơn vị gì; thêm cột kind`
  const from = f.valid_from || validFrom
  if (!day.test(from) || (f.valid_to && !day.test(f.valid_to)))
    return `${raw.where}: ngày hiệu lực phải có dạng 2025-07-01`
  // one source writes a type in lower case: names begin with a capital
  const proper = fullName.charAt(0).toUpperCase() + fullName.slice(1)
  const number = (a?: string, b?: string) => {
    const n = Number(a || b)
    return (a || b) && Number.isFinite(n) ? n : null
  }
  const aliases = (f.aliases ?? '')
    .split(/[;|]/)
    .map(s => s.trim())
    .filter(Boolean)
  return {
    code,
    kind,
    name: (f.name || proper.replace(/^(Tỉnh|Thành phố|Xã|Phường|Đặc khu|Thôn) /, '')).normalize('NFC'),
    fullName: proper,
    parentCode: f.parent_code || (kind === 'province' ? null : f.province_code || null),
    validFrom: from,
    validTo: f.valid_to || null,
    aliases,
    search: fold([proper, ...aliases].join(' ')),
    lon: number(f.lon, f.rep_lon),
    lat: number(f.lat, f.rep_lat),
    areaKm2: number(f.area_km2, f.areakm2),
    boundary: raw.boundary ?? null,
    attrs: {},
    source: f.source || null,
  }
}

function rowsOf(path: string, text: string): Raw[] {
  if (/\.(geo)?json$/i.test(path)) {
    const json = JSON.parse(text) as {
      type?: string
      features?: { properties?: Record<string, unknown>; geometry?: { type?: string } | null }[]
    }
    if (json.type !== 'FeatureCollection' || !Array.isArray(json.features))
      throw new Error('GeoJSON phải là một FeatureCollection')
    return json.features.map((feature, i) => ({
      where: `feature ${i + 1}`,
      fields: Object.fromEntries(
        Object.entries(feature.properties ?? {}).map(([k, v]) => [
          k.toLowerCase(),
          v === null || v === undefined ? '' : String(v),
        ]),
      ),
      boundary: feature.geometry && /^(Multi)?Polygon$/.test(feature.geometry.type ?? '') ? feature.geometry : null,
    }))
  }
  const rows = parse(text, {
    bom: true,
    columns: (h: string[]) => h.map(x => x.trim().toLowerCase()),
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
  }) as Record<string, string>[]
  return rows.map((fields, i) => ({ where: `dòng ${i + 2}`, fields, boundary: null }))
}

export const unitsImport: Command = {
  name: 'units import',
  summary: 'nạp đơn vị từ CSV, GeoJSON · import units',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      { 'valid-from': { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } },
      help,
    )
    if ('fault' in options) {
      io.err(options.fault)
      return 2
    }
    const path = options.positionals[0]
    if (!path) {
      io.err(help)
      return 2
    }
    let raws: Raw[]
    let text: string
    try {
      text = await readFile(path, 'utf8')
    } catch {
      io.err(`Không đọc được tệp ${path}: kiểm tra đường dẫn. · Cannot read ${path}.`)
      return 2
    }
    try {
      raws = rowsOf(path, text)
    } catch (e) {
      io.err(`${path}: ${(e as Error).message}. · The file cannot be read.`)
      return 1
    }
    const began = performance.now()
    const good: NewUnit[] = []
    const faults: string[] = []
    for (const raw of raws) {
      const unit = unitOf(raw, String(options.values['valid-from'] ?? '2025-07-01'))
      if (typeof unit === 'string') faults.push(unit)
      else good.push(unit)
    }
    const depth: Record<string, number> = { country: 0, province: 1, department: 2, commune: 2, hamlet: 3, force: 3 }
    good.sort((a, b) => (depth[a.kind] ?? 9) - (depth[b.kind] ?? 9))
    const installation = await openInstallation(io.env, options.values.data as string | undefined)
    try {
      const { written, orphans } = await installation.db.asSystem(async tx => {
        let written = 0
        for (let i = 0; i < good.length; i += 500) written += await upsertUnits(tx, good.slice(i, i + 500))
        const orphans = await tx.query<{ code: string; fullName: string }>(
          `select code, full_name as "fullName" from units where parent_id is null and kind not in ('province', 'country') limit 20`,
        )
        await writeAudit(tx, {
          provinceId: 0,
          at: new Date(),
          userId: null,
          unitId: null,
          runId: 0,
          command: 'units.import',
          subject: 'units',
          detail: { written, faults: faults.length },
        })
        return { written, orphans }
      })
      for (const o of orphans) faults.push(`${o.code} ${o.fullName}: không thấy đơn vị cấp trên; nạp tỉnh trước`)
      const ms = Math.round(performance.now() - began)
      if (options.values.json) io.out(`${JSON.stringify({ written, faults, ms })}\n`)
      else {
        for (const f of faults.slice(0, 50)) io.err(f)
        io.out(
          `Đã nạp ${written} đơn vị trong ${ms} ms, ${faults.length} dòng có lỗi · ${written} units, ${faults.length} faults\n`,
        )
      }
      return faults.length ? 1 : 0
    } finally {
      await installation.close()
    }
  },
}
