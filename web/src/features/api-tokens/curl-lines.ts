/** The shortest way to send a reading with a key, as docs/operations/connect-a-station.md has it. */
export function curlLines(origin: string, token: string): string {
  return [
    `curl -H 'authorization: Bearer ${token}' -H 'content-type: application/json' \\`,
    `  -X POST ${origin}/api/observations \\`,
    `  -d '{"readings":[{"station":"MA-TRAM","indicator":"water_level","at":"2026-11-22T08:20:00+07:00","value":12.2}]}'`,
  ].join('\n')
}
