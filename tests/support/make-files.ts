import { degrees, PDFDocument, PDFName, PDFString, rgb, StandardFonts, type PDFPage } from 'pdf-lib'
import sharp from 'sharp'

/** Bytes of a PDF with one A4 page a text, in a font every reader has. */
export async function makePdf(
  texts: readonly string[],
  change?: (document: PDFDocument, pages: PDFPage[]) => unknown,
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  const pages = texts.map((text) => {
    const page = document.addPage([595, 842])
    page.drawText(text, { x: 60, y: 700, size: 18, font })
    page.drawRectangle({ x: 60, y: 400, width: 200, height: 120, color: rgb(0.2, 0.4, 0.8) })
    return page
  })
  await change?.(document, pages)
  return document.save()
}

/** A page turned by 90° whose CropBox leaves part of it out. */
export const makeTurnedPdf = () =>
  makePdf(['TURNED PAGE'], (_, [page]) => {
    page?.setRotation(degrees(90))
    page?.setCropBox(40, 300, 400, 500)
  })

/** A filled form: a text field and a ticked box. */
export const makeFormPdf = () =>
  makePdf(['FORM'], (document, [page]) => {
    if (!page) return
    const form = document.getForm()
    const field = form.createTextField('company')
    field.setText('FILLED VALUE')
    field.addToPage(page, { x: 60, y: 600, width: 240, height: 30 })
    const box = form.createCheckBox('agree')
    box.addToPage(page, { x: 60, y: 560, width: 20, height: 20 })
    box.check()
  })

/** Scripts, an attachment, a launch action, named authors and bookmarks of no use to a bundle. */
export const makeCarrierPdf = () =>
  makePdf(['CARRIER'], async (document) => {
    document.addJavaScript('greet', 'app.alert("SCRIPT-BYTES")')
    await document.attach(new TextEncoder().encode('ATTACHED-BYTES'), 'hidden.txt', { mimeType: 'text/plain' })
    document.setAuthor('NAMED-AUTHOR')
    const launch = document.context.obj({ S: 'Launch', F: PDFString.of('calc.exe') })
    document.catalog.set(PDFName.of('OpenAction'), document.context.register(launch))
  })

/** A page with a layer that is switched off, holding words nobody is meant to see. */
export const makeLayeredPdf = () =>
  makePdf(['VISIBLE', 'PLAIN SECOND PAGE'], (document, [page]) => {
    if (!page) return
    const { context } = document
    const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('draft') }))
    document.catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }))
    const font =
      page.node
        .Resources()
        ?.lookup(PDFName.of('Font'))
        ?.toString()
        .match(/\/(\S+)/)?.[1] ?? ''
    page.node.Resources()?.set(PDFName.of('Properties'), context.obj({ L0: layer }))
    const hidden = `/OC /L0 BDC BT /${font} 3 Tf 60 200 Td (SECRETLAYER) Tj ET EMC`
    page.node.addContentStream(context.register(context.stream(hidden)))
  })

const inUnicode = (text: string) =>
  [...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')

/** Text in a Chinese font that the file names but does not hold, on `pages` pages; `codes` are hexadecimal in its CMap. */
export const makeMissingFontPdf = ({
  base = 'SimSun',
  cmap = 'UniGB-UCS2-H',
  codes = inUnicode('号码归属证明'),
  widths = [] as readonly (number | readonly number[])[],
  pages = 1,
  ordering = 'GB1',
} = {}) =>
  makePdf(
    Array.from({ length: pages }, () => 'LATIN'),
    (document, made) => {
      const { context } = document
      const descriptor = context.register(
        context.obj({
          Type: 'FontDescriptor',
          FontName: base,
          Flags: 6,
          FontBBox: [0, -200, 1000, 900],
          ItalicAngle: 0,
          Ascent: 800,
          Descent: -200,
          CapHeight: 700,
          StemV: 80,
        }),
      )
      const system = { Registry: PDFString.of('Adobe'), Ordering: PDFString.of(ordering), Supplement: 2 }
      const descendant = context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: base,
        CIDSystemInfo: system,
        DW: 1000,
        W: widths.map((entry) => (typeof entry === 'number' ? entry : [...entry])),
        FontDescriptor: descriptor,
      })
      const font = context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: base,
        Encoding: cmap,
        DescendantFonts: [descendant],
      })
      const ref = context.register(font)
      for (const page of made) {
        page.node.setFontDictionary(PDFName.of('Missing'), ref)
        page.node.addContentStream(context.register(context.stream(`BT /Missing 24 Tf 60 200 Td <${codes}> Tj ET`)))
      }
    },
  )

/** A PDF locked with passwords; an empty user password opens everywhere. */
export const makeLockedPdf = (userPassword: string) =>
  makePdf(['LOCKED'], (document) =>
    document.encrypt({ userPassword, ownerPassword: 'owner-secret', permissions: { copying: false } }),
  )

/** A made-up picture: stripes that differ from top to bottom, so that no two rows of blocks look alike. */
export function makePicture(width: number, height: number) {
  const rgba = Buffer.alloc(width * height * 3, 255)
  for (let y = 0; y < height; y += 40)
    for (let row = y; row < Math.min(height, y + 20); row++)
      for (let x = 20; x < Math.min(width - 20, 40 + ((y * 7) % Math.max(1, width - 60))); x++) {
        rgba[(row * width + x) * 3] = (y / 4) % 200
        rgba[(row * width + x) * 3 + 1] = 60
      }
  return sharp(rgba, { raw: { width, height, channels: 3 } })
}

/** A TIFF of several pages of one size. */
export async function makeTiff(pages: number): Promise<Uint8Array> {
  const frames = await Promise.all(Array.from({ length: pages }, () => makePicture(600, 800).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer()
}

/** A photograph as a telephone stores it: lying on its side, with the place it was taken at. */
export const makePhoto = () =>
  makePicture(1600, 1200)
    .withExif({
      IFD0: { Make: 'PHONE-MAKER', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 14/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()

/** A field signed electronically: what shows is a blue block with the letters SIGNED; the signature itself is made up. */
export const makeSignedPdf = () =>
  makePdf(['SIGNED PAPER'], (document, [page]) => {
    const { context } = document
    const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' }))
    const look = context.stream('0.2 0.3 0.9 rg 0 0 150 50 re f 1 g BT /F 20 Tf 20 18 Td (SIGNED) Tj ET', {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 150, 50],
      Resources: { Font: { F: font } },
    })
    const value = context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'adbe.pkcs7.detached',
      ByteRange: [0, 1, 2, 3],
    })
    const field = context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Sig',
        T: PDFString.of('Signature1'),
        V: context.register(value),
        F: 4,
        Rect: [300, 100, 450, 150],
        AP: { N: context.register(look) },
      }),
    )
    page?.node.set(PDFName.of('Annots'), context.obj([field]))
    document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }))
  })
