import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFName, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import type { PackageInput, PackageNumber, PackagePart } from '#core/packages/package-input.ts'
import { buildPackage } from '#core/packages/build-package.ts'
import { finishPdf, newPdf } from '#core/typeset/new-pdf.ts'
import { platformSchema, type Channel, type ChannelKind } from '#shared/platforms.ts'

const AT = '2026-11-23T00:00:00.000Z'

/** A channel as the catalogue has one, with the given kind, limits and materials. */
export function makeChannel(
  kind: ChannelKind,
  limits: Channel['limits']['value'],
  materials: NonNullable<Channel['materials']['value']> = [],
): Channel {
  const file = JSON.parse(readFileSync('templates/platforms/teddymobile.json', 'utf8')) as unknown
  const [channel] = platformSchema.parse(file).channels
  if (!channel) throw new Error('the catalogue lost a channel')
  const address = kind === 'email' ? '邮箱 shensu@example.com（公开）' : '某处'
  return {
    ...channel,
    kind,
    address: { ...channel.address, value: address },
    limits: { ...channel.limits, value: limits },
    materials: { ...channel.materials, value: materials },
  }
}

/** A fresh folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A picture that no compression makes small. */
const noise = (page: number) => {
  let seed = page + 1
  const pixels = Buffer.from(
    Array.from({ length: 700 * 990 * 3 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 255),
  )
  return sharp(pixels, { raw: { width: 700, height: 990, channels: 3 } })
    .jpeg({ quality: 97 })
    .toBuffer()
}

/** A bundle with `typed` typed pages, each linked to every other, and then `scanned` heavy ones. */
export async function writeBundle(folder: string, typed: number, scanned: number): Promise<PackageInput['bundle']> {
  const document = await newPdf({ title: '卷宗', author: '样本', at: AT })
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= typed; page++)
    document.addPage([595, 842]).drawText(`typed page ${page}`, { x: 60, y: 700, size: 20, font })
  for (let page = 0; page < scanned; page++) {
    const picture = await document.embedJpg(await noise(page))
    document.addPage([298, 421]).drawImage(picture, { x: 0, y: 0, width: 298, height: 421 })
  }
  const { context } = document
  const links = document
    .getPages()
    .map((target) =>
      context.register(
        context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 50, 50], Dest: [target.ref, 'Fit'] }),
      ),
    )
  for (const page of document.getPages()) page.node.set(PDFName.of('Annots'), context.obj(links))
  const path = join(folder, 'bundle-source.pdf')
  await writeFile(path, await finishPdf(document, 'ab'.repeat(16)))
  return { path, name: '卷宗.pdf', size: (await stat(path)).size, pages: typed + scanned }
}

const parts: readonly PackagePart[] = [
  { id: 'letter', kind: 'letter:appeal', title: '申诉函', firstPage: 1, lastPage: 1 },
  { id: 'licence', kind: 'business-licence', title: '营业执照', firstPage: 2, lastPage: 2 },
  { id: 'proof', kind: 'number-proof', title: '号码归属证明', firstPage: 3, lastPage: 5 },
]

/** The number of the tests' dossier. */
export const sampleNumber: PackageNumber = {
  shown: '400-123-4567',
  digits: '4001234567',
  labelText: '广告推销',
  owner: '样本理财有限责任公司',
  carrier: '电信',
  purpose: '服务',
  purposeDetail: '售后服务',
}

/** What the tests build from, unless they say otherwise. */
export async function makeInput(channel: Channel, change: Partial<PackageInput> = {}): Promise<PackageInput> {
  return {
    staging: newFolder(),
    channel,
    platformName: '某平台（测试）',
    companyName: '样本理财有限责任公司',
    numbers: [sampleNumber],
    date: '2026-11-23',
    round: 1,
    title: '样本卷宗',
    at: AT,
    house: { formats: ['jpeg', 'pdf'], maxBytes: 5 * 1024 * 1024 },
    bundle: await writeBundle(newFolder(), 5, 0),
    parts,
    satisfies: [],
    texts: [{ title: '申诉原因', text: '我公司号码被误标，请核查。', limit: null }],
    email: null,
    ...change,
  }
}

/** Runs the job in this process. */
export const build = (input: PackageInput) =>
  buildPackage(input, {
    resources: { templates: 'templates', fonts: 'node_modules/@expo-google-fonts' },
    progress: () => undefined,
  })
