import type { AppError } from '#shared/result.ts'

/** A problem as the user reads it. */
export interface ErrorSentences {
  /** What happened. */
  readonly title: string
  /** What to do; one line each. */
  readonly advice: readonly string[]
  /** What is safe. */
  readonly safe: string
}

const nothingChanged = '没有改动任何内容，已保存的资料完好。'

const storageTitles = {
  full: '磁盘空间不足，没有写入',
  'read-only': '这个位置不能写入',
  missing: '找不到这个文件或文件夹',
  busy: '文件正被别的程序占用',
  other: '读写文件时出错',
} as const

const storageAdvice = {
  full: '请清理磁盘，或换一个有空间的位置后再试。',
  'read-only': '请换一个可以写入的文件夹，或取消 U 盘、文件夹的只读状态。',
  missing: '请确认 U 盘或网络盘已接好，文件没有被移动或改名，然后再试。',
  busy: '请关闭打开了它的程序（如 Word、WPS、同步盘），然后再试。',
  other: '请换一个文件夹再试；如果反复出现，请复制详情交给技术人员。',
} as const

/** Whether the words can be shown to the user as they are. */
export const isChinese = (words: string): boolean => /[\u4e00-\u9fff]/.test(words)

/** What the user reads for every problem the core can answer with. */
export function describeError(error: AppError): ErrorSentences {
  switch (error.code) {
    case 'invalid-input':
      return {
        title: '有内容需要修改',
        advice: error.issues.map(({ path, message }) => (isChinese(message) ? message : `「${path}」填写有误，请核对`)),
        safe: '没有保存，您填写的内容还在。',
      }
    case 'not-found':
      return {
        title: `找不到这个${isChinese(error.what) ? error.what : '项目'}`,
        advice: ['它可能已被删除。请返回列表刷新；误删的可以按 Ctrl+Z 撤销。'],
        safe: nothingChanged,
      }
    case 'refused':
      return { title: '没有完成', advice: [error.reason], safe: nothingChanged }
    case 'gate-open':
      return {
        title: `还有 ${error.gaps.length} 项材料要求没有满足`,
        advice: [...error.gaps, '请逐项补齐；确实不需要的，可在清单里写明理由后放行。'],
        safe: '没有生成任何文件。',
      }
    case 'files-refused':
      return {
        title: `${error.files.length} 个文件不能使用`,
        advice: error.files.map(({ name, reason }) => `${name}：${reason}`),
        safe: '没有生成任何文件，原文件没有改动。',
      }
    case 'check-failed':
      return {
        title: '生成的文件没有通过自检，已丢弃',
        advice: [...error.failures, '请再试一次；如果仍然出现，请复制详情交给技术人员。'],
        safe: '没有留下不合格的文件，证据材料和文书完好。',
      }
    case 'storage':
      return {
        title: storageTitles[error.problem],
        advice: [storageAdvice[error.problem], error.path],
        safe: nothingChanged,
      }
    case 'database-damaged':
      return {
        title: '数据文件损坏',
        advice: [
          '请先把整个数据文件夹复制一份留底；再打开备份文件夹里的「正名备份」，把最近一次备份中的 zhengming.sqlite 复制到下面的位置（旁边同名的 -wal、-shm 文件先移走），然后重新打开程序。',
          error.path,
        ],
        safe: '程序没有改动损坏的文件，备份不受影响。',
      }
    case 'newer-database':
      return {
        title: '这些数据由更新版本的程序写成',
        advice: ['请安装最新版本的程序后再打开。'],
        safe: '为免损坏，程序没有打开也没有改动数据。',
      }
    case 'app-running':
      return {
        title: '程序已在另一个窗口打开',
        advice: ['请回到已打开的窗口操作，或先关闭它。'],
        safe: nothingChanged,
      }
    case 'cancelled':
      return { title: '已取消', advice: [], safe: '没有留下未完成的文件。' }
    case 'unexpected':
      return {
        title: '程序出现意外错误',
        advice: ['请再试一次；如果仍然出现，请复制详情交给技术人员。', `错误编号：${error.incident}`],
        safe: nothingChanged,
      }
  }
}

/** The text of 复制详情: what was shown, and the problem as the program knows it. */
export function errorDetails(error: AppError): string {
  const { title, advice, safe } = describeError(error)
  return [title, ...advice, safe, JSON.stringify(error)].join('\n')
}
