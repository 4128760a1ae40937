import type { Ref } from 'react'

/** The browser's own choice of a file, hidden: a button of ours clicks the `ref`. One file at a time; the same one may be chosen again after it was mended. */
export function FileChooser({
  ref,
  accept,
  label,
  onFile,
}: {
  ref: Ref<HTMLInputElement>
  /** as `accept` of an input */
  accept: string
  label: string
  onFile: (file: File) => void
}) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      accept={accept}
      aria-label={label}
      onChange={e => {
        const file = e.target.files?.[0]
        e.target.value = ''
        if (file) onFile(file)
      }}
    />
  )
}
