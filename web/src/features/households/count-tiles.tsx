import type { HouseholdCountOut } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** How many, and who among them is hard to move. */
export function CountTiles({ count: c }: { count: HouseholdCountOut }) {
  const t = useTexts(vi, en)
  const tiles: [string, number][] = [
    [t('households'), c.households],
    [t('people'), c.people],
    [t('flood'), c.floodPeople],
    [t('landslide'), c.landslidePeople],
    [t('transport'), c.transportHouseholds],
    [t('bedridden'), c.vulnerable.bedridden],
    [t('disabled'), c.vulnerable.disabled],
    [t('alone'), c.vulnerable.livesAlone],
    [t('children'), c.vulnerable.childrenUnder6],
    [t('elderly'), c.vulnerable.elderly],
  ]
  return (
    <dl className="hh-tiles">
      {tiles.map(([name, n]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatNumber(n)}</dd>
        </div>
      ))}
    </dl>
  )
}
