/** How large a file is, as people say it: "1,4 GB". Decimal units, as disks are sold. */
export function bytesText(bytes: number, language: 'vi' | 'en'): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  const digits = unit > 0 && size < 10 ? 1 : 0
  return `${size.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit]}`
}
