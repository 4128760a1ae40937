import { type Attr, shippedPacks } from '@tusom/domain'

/** The attributes, with their values, that rows of the packs which ship ask of communes and of stations: what a person may choose among. */
export const attributeChoices: Record<'where' | 'station', Record<string, Attr[]>> = { where: {}, station: {} }
for (const h of shippedPacks.flatMap(p => p.hazards))
  if (h.method === 'table')
    for (const row of h.rows)
      for (const key of ['where', 'station'] as const)
        for (const [name, values] of Object.entries(row[key] ?? {})) {
          const known = (attributeChoices[key][name] ??= [])
          for (const v of values) if (!known.includes(v)) known.push(v)
        }
