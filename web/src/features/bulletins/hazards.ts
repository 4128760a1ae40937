/** Hazards of Quyết định 18/2021/QĐ-TTg, the most frequent first. Domain holds the same list; importing it would bring the parser to the phone. */
export const hazards = [
  'flood',
  'heavy-rain',
  'flash-flood-landslide',
  'thunderstorm',
  'storm',
  'severe-cold',
  'heat-wave',
  'forest-fire',
  'fog',
  'drought',
  'earthquake',
  'storm-surge',
  'saltwater-intrusion',
  'sea-wind',
  'tsunami',
] as const
