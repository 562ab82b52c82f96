import { hashFile } from '../files/file-store.ts'
import type { Job } from '../jobs/job.ts'
import type { Attachment } from './draft-mail.ts'
import { drawCode, splitForCodes } from './draw-codes.ts'
import { fitPdf } from './fit-pdf.ts'
import { createNaming } from './name-files.ts'
import type { PackageFile, PackageInput, PackageOutput } from './package-input.ts'
import { openPages } from './page-source.ts'
import { planPackage } from './plan-package.ts'
import { createStagedFiles } from './staged-files.ts'
import { writeInstructions, writeScript } from './write-instructions.ts'
import { writeMails } from './write-mails.ts'
import { wantsNumberList, writeNumberList } from './write-number-list.ts'
import { writeUpload, type Build } from './write-upload.ts'

const INSTRUCTIONS = '提交说明.txt'
const MANIFEST = 'manifest.json'

async function placeBundle({ input, plan, source, files, nameFile, staged, warnings, moved }: Build) {
  const { bundle, title } = input
  const { slot, pressTo } = plan.bundle
  const sha256 = await hashFile(bundle.path)
  files.push({ name: bundle.name, slot, sha256, size: bundle.size, mediaType: 'application/pdf', fitted: '' })
  if (pressTo === null) return
  const pages = Array.from({ length: bundle.pages }, (_, i) => i + 1)
  const pressed = await fitPdf(source, pages, title, pressTo, (share) => moved(share, '压缩卷宗'))
  warnings.push(...pressed.warnings)
  for (const { bytes, fitted } of pressed.files)
    if (fitted) {
      const about = { slot: `${slot}（原卷宗超过大小限制，上传这一份）`, mediaType: 'application/pdf', fitted }
      files.push(await staged.write(nameFile(`${plan.base}_卷宗`, '_压缩版', '.pdf'), bytes, about))
    }
}

/** The numbers as a spreadsheet, for channels that ask for one. */
async function placeNumberList({ input, plan, files, nameFile, staged }: Build): Promise<readonly Attachment[]> {
  const bytes = await writeNumberList(input)
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const name = nameFile(plan.base, '_号码清单', '.xlsx')
  const slot = input.channel.kind === 'email' ? '作为邮件附件发送：号码清单' : '号码清单（表格）'
  files.push(await staged.write(name, bytes, { slot, mediaType, fitted: '' }))
  return [{ name, mediaType, bytes }]
}

/** One or more QR codes for every text, since phones have no clipboard in common with the computer. */
async function writeCodes({ input, staged, nameFile, files }: Build) {
  for (const [index, { title, text }] of input.texts.entries()) {
    const pieces = splitForCodes(text)
    for (const [at, piece] of pieces.entries()) {
      const part = pieces.length > 1 ? `第 ${at + 1}/${pieces.length} 段` : ''
      const ending = pieces.length > 1 ? `_第${at + 1}段共${pieces.length}段` : ''
      const name = nameFile(`文字${String(index + 1).padStart(2, '0')}_${title}`, ending, '.png')
      const slot = `用手机扫码后复制粘贴：${title}${part && `（${part}）`}`
      files.push(await staged.write(name, await drawCode(piece), { slot, mediaType: 'image/png', fitted: '' }))
    }
  }
}

function writeManifest({ input, plan, warnings }: Build, files: readonly PackageFile[]): Uint8Array {
  const { title, platformName, companyName, numbers, date, round, at, channel } = input
  const about = { format: 'zhengming-package/1', title, company: companyName, platform: platformName }
  const manifest = {
    ...about,
    channel: { id: channel.id, kind: channel.kind, address: channel.address.value },
    numbers: numbers.map(({ shown, digits }) => ({ shown, digits })),
    date,
    round,
    madeAt: at,
    base: plan.base,
    files,
    warnings,
  }
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)
}

async function fillPackage(build: Build): Promise<PackageOutput> {
  const { input, plan, staged, files, warnings } = build
  const { kind } = input.channel
  await placeBundle(build)
  const list = wantsNumberList(input.channel) ? await placeNumberList(build) : []
  const mailTexts = kind === 'email' ? await writeMails(build, list) : []
  if (kind !== 'email') for (const upload of plan.uploads) await writeUpload(build, upload, upload.limits.maxBytes)
  if (kind === 'app' || kind === 'mini-program') await writeCodes(build)
  if (kind === 'phone') {
    const about = { slot: '通话时照着说、照着记', mediaType: 'text/plain', fitted: '' }
    files.push(await staged.write(build.nameFile(plan.base, '_电话沟通稿', '.txt'), writeScript(input), about))
  }
  const texts = [...mailTexts, ...input.texts]
  const about = { slot: '给提交人看，不上传', mediaType: 'text/plain', fitted: '' }
  files.push(await staged.write(INSTRUCTIONS, writeInstructions(input, files, texts, warnings), about))
  const listed = writeManifest(build, files)
  files.push(await staged.write(MANIFEST, listed, { ...about, slot: '核对用，不上传', mediaType: 'application/json' }))
  return {
    package: { kind, files, texts, steps: [...(input.channel.steps.value ?? [])], warnings },
    paths: [{ name: input.bundle.name, path: input.bundle.path }, ...staged.paths()],
  }
}

/**
 * The job that makes what a channel takes out of the checked bundle, by page range, into an empty
 * folder. Refuses a bundle that is gone or not the one described; what cannot be fitted is a warning.
 */
export const buildPackage: Job<PackageInput, PackageOutput> = async (input, { resources, progress }) => {
  const plan = planPackage(input)
  const source = await openPages(input.bundle, { author: input.companyName, at: input.at }, resources.fonts)
  const staged = createStagedFiles(input.staging)
  const steps = plan.uploads.length + (plan.bundle.pressTo === null ? 0 : 1)
  let done = 0
  const moved = (share: number, what: string) => {
    progress(done + share, Math.max(1, steps), what)
    if (share >= 1) done++
  }
  const nameFile = createNaming([input.bundle.name, INSTRUCTIONS, MANIFEST])
  try {
    return await fillPackage({ input, plan, source, staged, nameFile, files: [], warnings: [...plan.warnings], moved })
  } catch (thrown) {
    await staged.clear()
    throw thrown
  } finally {
    source.close()
  }
}
