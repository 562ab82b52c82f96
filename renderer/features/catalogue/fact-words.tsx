import type { ReactNode } from 'react'
import { type Fact, isFact } from '#shared/facts.ts'
import { labelNames, nameMaterialKind, numberKindNames } from '#shared/kinds.ts'
import type { Channel, Clock, Material } from '#shared/platforms.ts'
import { clockWords } from '../../text/channel-words.ts'
import { sizeWords } from '../../text/dates.ts'

type ValueOf<F> = F extends { value: infer V } ? NonNullable<V> : never

const yesNo = (value: boolean) => (value ? '是' : '否')

const lines = (values: readonly string[]): ReactNode =>
  values.length === 1 ? (
    values[0]
  ) : (
    <ol style={{ margin: 0, paddingLeft: 20 }}>
      {values.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  )

const codedAs = ({ groups, confirm, alternative }: Material): string => {
  const kinds = groups?.map((group) => group.map(nameMaterialKind).join(' 或 ')).join('，且 ')
  const extra = [confirm && `另需确认：${confirm}`, alternative && `或可确认：${alternative}`]
    .filter(Boolean)
    .join('；')
  return [kinds ? `对应 ${kinds}` : '没有对应的材料类型，由人勾选', extra].filter(Boolean).join('；')
}

function Materials({ materials }: { readonly materials: readonly Material[] }) {
  return (
    <ol style={{ margin: 0, paddingLeft: 20 }}>
      {materials.map((material) => (
        <li key={material.verbatim}>
          {material.verbatim}
          {material.zh && `（${material.zh}）`}
          <div className="quiet">
            {codedAs(material)}
            {material.stamp === 'required' && '；须盖章'}
            {material.appliesTo && `；仅${material.appliesTo === 'company' ? '企业' : '个人'}`}
          </div>
        </li>
      ))}
    </ol>
  )
}

const limitWords = (limits: ValueOf<Channel['limits']>): string =>
  [
    `格式 ${limits.formats?.join('、').toUpperCase() ?? '未知'}`,
    `单个文件 ${limits.maxBytes === null ? '大小未知' : `不超过 ${sizeWords(limits.maxBytes)}`}`,
    `数量 ${limits.maxCount ?? '未知'}`,
    ...(limits.slots ? [`上传位置 ${limits.slots.join('、')}`] : []),
  ].join('；')

const smsWords = ({ needed, to }: ValueOf<Channel['smsCode']>): string => {
  if (!needed) return '不需要'
  return to === null
    ? '需要，由哪个号码接收未说明'
    : `需要，由${to === 'marked-number' ? '被标记号码' : '提交人手机'}接收`
}

type Words = (value: never) => ReactNode
const plain: Words = (value: string | number) => String(value)

/** How each field of the catalogue is said, by its key. */
const words: Readonly<Record<string, Words>> = {
  status: (value: string) => (value === 'active' ? '在用' : '已关闭'),
  consumers: lines,
  labels: (value: (keyof typeof labelNames)[]) => value.map((code) => labelNames[code]).join('、'),
  taxonomy: (value: { code: string; name: string }[]) => value.map(({ code, name }) => `${code} ${name}`).join('；'),
  ownWhenNoSource: (value: boolean) => yesNo(value),
  steps: lines,
  materials: (value: Material[]) => <Materials materials={value} />,
  limits: limitWords,
  acceptance: (value: Clock) => clockWords(value),
  answer: (value: Clock) => clockWords(value),
  display: (value: Clock) => clockWords(value),
  free: (value: boolean) => (value ? '免费' : '收费'),
  scope: lines,
  rejectionReasons: lines,
  coolDown: ({ months }: { months: number }) => `成功后 ${months} 个月内不再受理同一号码`,
  smsCode: smsWords,
  numberKinds: (value: (keyof typeof numberKindNames)[]) => value.map((kind) => numberKindNames[kind]).join('、'),
  minNumbers: (value: number) => `${value} 个号码起`,
  escalation: (value: { name: string; address: string }[]) =>
    lines(value.map(({ name, address }) => (address ? `${name}：${address}` : name))),
  exists: (value: boolean) => (value ? '有' : '没有'),
}

/** A fact's value as people read it, by the key it stands under. */
export function sayFact(key: string, value: unknown): ReactNode {
  return (words[key] ?? plain)(value as never)
}

/** What the user reads for each field of the catalogue. */
export const fieldNames: Readonly<Record<string, string>> = {
  name: '名称',
  nameEn: '英文名',
  operator: '运营方',
  status: '状态',
  consumers: '使用其标记的产品',
  labels: '处理的标记',
  taxonomy: '自有分类',
  ownWhenNoSource: '不写来源时即本机标记库',
  notes: '备注',
  address: '入口',
  steps: '办理步骤',
  materials: '所需材料（原文）',
  limits: '文件限制',
  acceptance: '受理时限',
  answer: '答复时限',
  display: '生效时限',
  submitter: '由谁提交',
  free: '是否收费',
  scope: '受理范围',
  rejectionReasons: '常见驳回原因',
  coolDown: '再次申诉间隔',
  smsCode: '短信验证码',
  numberKinds: '受理的号码类型',
  minNumbers: '最少号码数',
  subject: '邮件主题',
  escalation: '升级途径',
  login: '登录要求',
  exists: '是否提供认证',
  product: '认证产品',
  validity: '有效期',
  cost: '费用',
  limitation: '限制',
  related: '相关说明',
}

/** One field of the catalogue with the way to it. */
export interface Field {
  readonly path: readonly (string | number)[]
  readonly key: string
  readonly fact: Fact
}

/** The facts of one part in order, clocks included, each with its path from the platform. */
export function listFields(part: object, path: readonly (string | number)[]): Field[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    if (isFact(value)) return fieldNames[key] ? [{ path: [...path, key], key, fact: value }] : []
    return key === 'clocks' ? listFields(value as object, [...path, key]) : []
  })
}
