import { UnitOut } from '@tusom/contract'
import { Type } from 'typebox'
import type { App } from '../../app.ts'

/** Units are public names; who may do what at them is not. Boundaries go out once, as one cached GeoJSON. */
export function registerUnits(app: App): void {
  app.get(
    '/api/units',
    {
      config: { policy: 'units.read' },
      schema: {
        querystring: Type.Object({
          kind: Type.Optional(Type.String({ maxLength: 20 })),
          parent: Type.Optional(Type.Integer()),
        }),
        response: { 200: Type.Array(UnitOut) },
      },
    },
    async request => {
      const { kind, parent } = request.query
      const tree = app.ctx.tree()
      const day = request.now.toISOString().slice(0, 10)
      const province = request.actor.provinceId
      const under = parent ?? province
      return [...tree.subtree(under)]
        .flatMap(id => tree.byId.get(id) ?? [])
        .filter(u => (!kind || u.kind === kind) && u.validFrom <= day && (u.validTo === null || u.validTo > day))
        .map(u => ({
          id: u.id,
          code: u.code,
          kind: u.kind,
          name: u.name,
          fullName: u.fullName,
          parentId: u.parentId,
          lat: u.lat,
          lon: u.lon,
          sample: u.invented,
        }))
    },
  )

  app.get('/api/map/communes', { config: { policy: 'units.read' } }, async (request, reply) => {
    const body = await app.ctx.db.asSystem(tx =>
      tx.one<{ json: string; tag: string }>(
        `select coalesce(json_build_object('type','FeatureCollection','features',coalesce(json_agg(json_build_object('type','Feature','id',id,'properties',json_build_object('id',id,'code',code,'name',name,'lat',lat,'lon',lon,'approximate',coalesce(attrs->>'boundary','') = 'approximate'),'geometry',boundary) order by id),'[]'))::text,'') as json,
           md5(coalesce(string_agg(id::text || coalesce(md5(boundary::text),''), ',' order by id),'')) as tag
         from units where kind = 'commune' and boundary is not null and valid_to is null and parent_id = $1`,
        [request.actor.provinceId],
      ),
    )
    const tag = `"${body.tag}"`
    reply.header('etag', tag).header('cache-control', 'private, max-age=300')
    if (request.headers['if-none-match'] === tag) return reply.status(304).send()
    return reply.type('application/geo+json').send(body.json)
  })
}
