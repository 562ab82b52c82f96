import type { AppError } from '#shared/result.ts'

const storageSentences = {
  full: '磁盘空间不足，没有写入',
  'read-only': '这个位置不能写入',
  missing: '找不到这个文件或文件夹',
  busy: '文件正被别的程序占用',
  other: '读写文件时出错',
} as const

/** Why something was not done, as lines for a person at a terminal. */
export function sayRefusal(error: AppError): string {
  switch (error.code) {
    case 'invalid-input':
      return error.issues.map(({ path, message }) => `${path}：${message}`).join('\n')
    case 'not-found':
      return error.what === 'operation'
        ? `没有「${error.id}」这个操作；用 operations 列出全部操作`
        : `找不到：${error.what} ${error.id}`
    case 'refused':
      return error.reason
    case 'gate-open':
      return ['材料要求没有满足：', ...error.gaps].join('\n')
    case 'files-refused':
      return error.files.map(({ name, reason }) => `${name}：${reason}`).join('\n')
    case 'check-failed':
      return ['生成的文件没有通过自检，已丢弃：', ...error.failures].join('\n')
    case 'storage':
      return `${storageSentences[error.problem]}：${error.path}`
    case 'database-damaged':
      return `数据文件损坏，没有改动：${error.path}`
    case 'newer-database':
      return '这些数据由更新版本的程序写成，请安装最新版本'
    case 'app-running':
      return '正名正开着：改动请在窗口里做，或关闭窗口后再运行'
    case 'cancelled':
      return '已取消，没有留下未完成的文件'
    case 'unexpected':
      return `程序出现意外错误，编号 ${error.incident}，详情在数据文件夹的 logs/zhengming.log`
  }
}
