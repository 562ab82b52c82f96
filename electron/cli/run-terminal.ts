import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Refusal } from '#core/refusal.ts'
import { type AppError, appErrorSchema } from '#shared/result.ts'
import { findDataFolder } from '../host/find-data-folder.ts'
import { bindFiles, verifyFile } from './bind-files.ts'
import { callOperation } from './call-operation.ts'
import { runDemo } from './demo.ts'
import { describeOperations } from './describe-operations.ts'
import { sayRefusal } from './say-refusal.ts'
import { WrongUsage, type Outcome, type Terminal } from './terminal.ts'

const usage = `正名：号码被误标记的申诉材料，离线制作

用法：npm run -s zm -- <命令> [选项]

  operations                         列出全部操作及其输入、输出的 JSON Schema
  call <区域>.<操作> <JSON 或 ->      执行一个操作；需要文件的地方写 "@路径"
  bundle --out <文件.pdf> 文件…       按顺序装订：封面、目录、书签、连续页码，并自检
         [--title 标题] [--date YYYY-MM-DD] [--report 报告.json]
  verify <文件.pdf>                  检查任何 PDF；不干净时退出码为 1
  demo --out <文件夹>                用样本公司走完全程：卷宗 PDF、提交包、提交记录
  help                               显示本说明

选项：
  --data <文件夹>   数据文件夹（也可用环境变量 ZHENGMING_DATA）
  --out <路径>      保存位置
  --json            标准输出只有一个 JSON 值

进度和日志写在标准错误。退出码：0 完成，1 被拒绝（原因为 JSON），2 用法错误。
`

const text = { type: 'string' } as const
const options = {
  data: text,
  out: text,
  title: text,
  date: text,
  report: text,
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function readLine(line: readonly string[]) {
  try {
    return parseArgs({ args: [...line], options, allowPositionals: true })
  } catch (thrown) {
    throw new WrongUsage((thrown as Error).message)
  }
}

type Given = ReturnType<typeof readLine>['values']

/** What each verb takes besides --data and --json. */
const verbs: Readonly<
  Record<
    string,
    {
      readonly takes: readonly (keyof Given)[]
      readonly run: (terminal: Terminal, rest: readonly string[], given: Given) => Promise<Outcome>
    }
  >
> = {
  operations: { takes: [], run: async () => ({ code: 0, value: describeOperations() }) },
  call: {
    takes: ['out'],
    run: (terminal, rest, given) =>
      callOperation(terminal, rest, { folder: findDataFolder(given.data), out: given.out ?? null }),
  },
  bundle: {
    takes: ['out', 'title', 'date', 'report'],
    run: (terminal, rest, given) =>
      bindFiles(terminal, rest, {
        folder: null,
        out: given.out ?? null,
        title: given.title ?? null,
        date: given.date ?? null,
        report: given.report ?? null,
      }),
  },
  verify: { takes: [], run: (terminal, rest) => verifyFile(terminal, rest, { folder: null }) },
  demo: { takes: ['out'], run: (terminal, rest, given) => runDemo(terminal, rest, given.out ?? null) },
}

/** The words that make a command line one for the terminal rather than for the window. */
export const verbNames: readonly string[] = [...Object.keys(verbs), 'help']

async function runVerb(line: readonly string[], terminal: Terminal): Promise<Outcome & { readonly json: boolean }> {
  const { values, positionals } = readLine(line)
  const [name = '', ...rest] = positionals
  if (values.help || name === 'help') return { code: 0, value: usage, text: usage.trimEnd(), json: false }
  const verb = verbs[name]
  if (!verb) throw new WrongUsage(name === '' ? '请写出命令' : `没有这个命令：${name}`)
  const foreign = (['out', 'title', 'date', 'report'] as const).find(
    (option) => values[option] !== undefined && !verb.takes.includes(option),
  )
  if (foreign) throw new WrongUsage(`${name} 没有选项 --${foreign}`)
  return { ...(await verb.run(terminal, rest, values)), json: values.json }
}

/** Runs one command line; answers with the exit code. Only results go to stdout. */
export async function runTerminal(line: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const refused = (value: unknown) => {
    const error = appErrorSchema.safeParse(value)
    if (error.success) terminal.stderr.write(`${sayRefusal(error.data)}\n`)
  }
  try {
    const outcome = await runVerb(line, terminal)
    if (outcome.code === 1) refused(outcome.value)
    const asText = outcome.text !== undefined && !outcome.json
    terminal.stdout.write(`${asText ? outcome.text : JSON.stringify(outcome.value, null, outcome.json ? 0 : 2)}\n`)
    return outcome.code
  } catch (thrown) {
    if (thrown instanceof WrongUsage) {
      terminal.stderr.write(`${thrown.message}\n\n${usage}`)
      return 2
    }
    const error: AppError = thrown instanceof Refusal ? thrown.error : { code: 'unexpected', incident: randomUUID() }
    // Not yet in a data folder, so there is no log file for it.
    if (error.code === 'unexpected') terminal.stderr.write(`${error.incident} ${String((thrown as Error).stack)}\n`)
    else refused(error)
    terminal.stdout.write(`${JSON.stringify(error)}\n`)
    return 1
  }
}
