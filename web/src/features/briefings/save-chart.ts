/** The drawing as a file of its own: what people paste into a slide or an e-mail. */
function standalone(id: string): { text: string; width: number; height: number } | null {
  const svg = document.getElementById(id)
  if (!(svg instanceof SVGSVGElement)) return null
  const { width, height } = svg.viewBox.baseVal
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // the browser has begun by then; the address is given back
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function saveSvg(id: string, name: string): void {
  const drawn = standalone(id)
  if (drawn) save(new Blob([drawn.text], { type: 'image/svg+xml' }), `${name}.svg`)
}

/** Twice as many dots as on the page, so that it stays sharp on a projector. */
const dots = 2

export async function savePng(id: string, name: string): Promise<void> {
  const drawn = standalone(id)
  if (!drawn) return
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = drawn.width * dots
  canvas.height = drawn.height * dots
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (blob) save(blob, `${name}.png`)
}
