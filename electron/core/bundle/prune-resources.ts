import { PDFDict, PDFName, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib'

const XOBJECT = PDFName.of('XObject')
const RESOURCES = PDFName.of('Resources')

/** The names a content stream draws with `Do`, spelt as pdf-lib spells them: the same name may be written with escapes (#20). */
function drawnNames(content: Uint8Array) {
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')
  return new Set(
    Array.from(text.matchAll(/\/([^\s/<>[\](){}%]+)\s+Do(?![^\s/<>[\](){}%])/g), ([, found = '']) =>
      PDFName.of(found).asString(),
    ),
  )
}

/**
 * Resources without the pictures and forms the page does not draw: many programs give all pages one
 * list, and then a page left out of the bundle would still lie in the file. Forms that borrow the page's
 * resources keep them all.
 */
export function pruneResources(
  resources: PDFObject | undefined,
  context: PDFContext,
  content: () => Uint8Array | null,
): PDFObject | undefined {
  const found = context.lookup(resources)
  const objects = found instanceof PDFDict ? found.lookup(XOBJECT) : undefined
  if (!(found instanceof PDFDict) || !(objects instanceof PDFDict) || objects.keys().length < 2) return resources
  const bytes = content()
  if (!bytes) return resources
  const names = drawnNames(bytes)
  const kept = objects.entries().filter(([key]) => names.has(key.asString()))
  const borrows = kept.some(([, value]) => {
    const object = context.lookup(value)
    return (
      object instanceof PDFStream &&
      object.dict.get(PDFName.of('Subtype')) === PDFName.of('Form') &&
      !object.dict.has(RESOURCES)
    )
  })
  if (borrows || kept.length === objects.keys().length) return resources
  const pruned = found.clone(context)
  const rest = PDFDict.withContext(context)
  for (const [key, value] of kept) rest.set(key, value)
  pruned.set(XOBJECT, rest)
  return pruned
}
