import { PDFRawStream, type PDFContext } from 'pdf-lib'
import sharp from 'sharp'
import type { Bitmap } from '../intake/pdfium-page.ts'
import type { BoundForm } from './bind-source.ts'
import type { PageChoice } from './bundle-input.ts'
import type { PageFrame } from './page-frame.ts'

/** Dots to the inch of a page that becomes a picture. */
export const CUT_DPI = 220

const cutPixels = (from: number, to: number, size: number) => {
  const start = Math.min(size - 1, Math.max(0, Math.round(from * size)))
  return { start, length: Math.max(1, Math.min(size, Math.round(to * size)) - start) }
}

/**
 * A cropped page as a picture of what is left of it: what was cut off is gone from the file, where a
 * mere crop box would only hide it. `frame` is the frame the page is bound in.
 */
export async function cutPage(
  { width, height, rgba }: Bitmap,
  choice: PageChoice & { readonly crop: NonNullable<PageChoice['crop']> },
  frame: PageFrame,
  target: PDFContext,
): Promise<BoundForm> {
  const turned = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .rotate(choice.rotate)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { left, top, right, bottom } = choice.crop
  const across = cutPixels(left, 1 - right, turned.info.width)
  const down = cutPixels(top, 1 - bottom, turned.info.height)
  const jpeg = await sharp(turned.data, { raw: { width: turned.info.width, height: turned.info.height, channels: 3 } })
    .extract({ left: across.start, top: down.start, width: across.length, height: down.length })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const picture = target.register(
    target.stream(jpeg, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: across.length,
      Height: down.length,
      ColorSpace: 'DeviceRGB',
      BitsPerComponent: 8,
      Filter: 'DCTDecode',
    }),
  )
  const [w, h] = [frame.width, frame.height]
  const dictionary = target.obj({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, w, h],
    Resources: { XObject: { I: picture } },
  })
  const content = new TextEncoder().encode(`q ${w} 0 0 ${h} 0 0 cm /I Do Q`)
  return { ref: target.register(PDFRawStream.of(dictionary, content)), box: [0, 0, w, h], rotate: 0, userUnit: 1 }
}
