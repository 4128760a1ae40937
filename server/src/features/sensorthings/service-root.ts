import { entitySets } from '@tusom/domain'
import type { Links } from './links.ts'

const req = 'http://www.opengis.net/spec/iot_sensing/1.1/req'

/** What the standard asks and we do. `delete-entity` is not among them: history is not deleted. Nor batch, MultiDatastream, MQTT. */
const conformance = [
  `${req}/datamodel`,
  `${req}/resource-path/resource-path-to-entities`,
  `${req}/request-data`,
  `${req}/create-update-delete/create-entity`,
  `${req}/create-update-delete/link-to-existing-entities`,
  `${req}/create-update-delete/deep-insert`,
  `${req}/create-update-delete/deep-insert-status-code`,
  `${req}/create-update-delete/update-entity`,
  `${req}/create-update-delete/historical-location-auto-creation`,
  `${req}/data-array/data-array`,
]

export const serviceRoot = (links: Links) => ({
  value: entitySets.map(name => ({ name, url: links.with(`${links.base}/${name}`, []) })),
  serverSettings: {
    conformance,
    [`${req}/create-update-delete/delete-entity`]: {
      note: 'What holds or held readings is not deleted · Nơi đã có số đo thì không xoá',
    },
  },
})
