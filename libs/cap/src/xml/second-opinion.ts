import type { XmlElement as LibElement } from 'libxml2-wasm'
import { XmlDocument } from 'libxml2-wasm'
import type { CapVersion } from '../alert.ts'
import { openDocument, validate, type XmlMessage } from './validator.ts'

/**
 * libxml2's opinion of a document, asked for only where ours is not beyond doubt: parsing and validating in
 * WebAssembly takes as long as all else together.
 */
export class SecondOpinion {
  private readonly source: string | Uint8Array
  private document: XmlDocument | null = null
  private alerts: LibElement[] | null = null

  constructor(source: string | Uint8Array) {
    this.source = source
  }

  /** Why the document is not well-formed; null if it is. */
  open(): XmlMessage | null {
    if (this.document) return null
    const opened = openDocument(this.source)
    if (!(opened instanceof XmlDocument)) return opened
    this.document = opened
    return null
  }

  /** What the schema says of the alert that stands `index`th in the document, the whole document if it is the root. */
  validate(index: number, isRoot: boolean, version: CapVersion): XmlMessage[] {
    const fault = this.open()
    if (fault || !this.document) return fault ? [fault] : []
    if (isRoot) return validate(this.document, version)
    // The outermost elements named alert, which is the order alertsIn gives them in.
    this.alerts ??= this.document.find(
      '//*[local-name()="alert"][not(ancestor::*[local-name()="alert"])]',
    ) as LibElement[]
    const target = this.alerts[index]
    return target ? validate(target, version) : []
  }

  close(): void {
    this.document?.dispose()
    this.document = null
  }
}
