import type { PackageFile, PackageInput } from './package-input.ts'

/** Lines as Notepad of any age shows them. */
export const asNotepad = (lines: readonly string[]) =>
  new TextEncoder().encode(`\uFEFF${lines.join('\n').replaceAll(/\r\n?/g, '\n').replaceAll('\n', '\r\n')}\r\n`)

const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? ['', `【${title}】`, ...lines] : [])

const listNumbers = ({ numbers }: PackageInput) =>
  numbers.map(({ shown, labelText }) => `${shown}${labelText ? `（被标记为「${labelText}」）` : ''}`)

const listSteps = ({ channel }: PackageInput) =>
  (channel.steps.value ?? []).map((step, index) => `${index + 1}. ${step}`)

/** 提交说明.txt: where, in which steps, which file into which place, and the words to paste. */
export function writeInstructions(
  input: PackageInput,
  files: readonly PackageFile[],
  texts: readonly { readonly title: string; readonly text: string; readonly limit: number | null }[],
  warnings: readonly string[],
): Uint8Array {
  const { channel } = input
  const date = channel.steps.date === 'undated' ? '资料未注明日期' : `资料日期 ${channel.steps.date}`
  return asNotepad([
    '提交说明',
    `卷宗：${input.title}`,
    `申诉单位：${input.companyName}`,
    `平台：${input.platformName}`,
    `渠道：${channel.address.value ?? '未知'}`,
    `第 ${input.round} 轮，文件日期 ${input.date}`,
    ...section('号码', listNumbers(input)),
    ...section(`步骤（照录，${date}；页面可能已变，以页面为准）`, listSteps(input)),
    ...section(
      '文件放在哪里',
      files.map(({ name, slot, fitted }) => `${name}\n    → ${slot}${fitted ? `\n    （${fitted}）` : ''}`),
    ),
    ...section('注意', warnings),
    ...texts.flatMap(({ title, text, limit }) =>
      section(`${title}${limit === null || title.includes(String(limit)) ? '' : `，最多 ${limit} 字`}`, [text]),
    ),
    '',
    '每个文件的大小和 SHA-256 见 manifest.json。',
  ])
}

/** 电话沟通稿.txt: the facts at hand while somebody is on the line. */
export function writeScript(input: PackageInput): Uint8Array {
  const { channel } = input
  return asNotepad([
    '电话沟通稿',
    `拨打：${channel.address.value ?? '未知'}`,
    `平台：${input.platformName}`,
    ...section('我方是谁', [input.companyName]),
    ...section('要说的号码', listNumbers(input)),
    ...section('渠道给出的步骤（照录）', listSteps(input)),
    ...section(
      '手边的材料（页码为卷宗页码）',
      input.parts.map(({ title, firstPage, lastPage }) =>
        firstPage === lastPage ? `${title}：第 ${firstPage} 页` : `${title}：第 ${firstPage}–${lastPage} 页`,
      ),
    ),
    ...input.texts.flatMap(({ title, text }) => section(title, [text])),
    ...section('通话记录（通话时填写）', ['时间：', '对方工号：', '对方答复：', '受理号：', '要求补充：']),
  ])
}
