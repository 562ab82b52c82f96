import { Input, Select } from 'antd'
import type { CompanyId } from '#shared/ids.ts'
import { carrierNames, carrierSchema, purposeNames } from '#shared/kinds.ts'
import { numberDraftSchema, type PhoneNumber } from '#shared/numbers.ts'
import { parsePhoneNumber } from '#shared/rules/phone-number.ts'
import { z } from '#shared/zod.ts'
import { DateField } from '../../components/date-field.tsx'
import { ZodField, ZodForm } from '../../components/zod-form.tsx'
import { useChange } from '../../state/change.tsx'

// The core cleans and judges the number by the same rule; asking it here says so under the field.
const textSchema = numberDraftSchema.shape.text.superRefine((text, context) => {
  const parsed = parsePhoneNumber(text)
  if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.sentence })
})
const schema = z.object({ ...numberDraftSchema.shape, text: textSchema })

const purposes = Object.entries(purposeNames).map(([value, label]) => ({ value, label }))
const carriers = carrierSchema.options.map((value) => ({ value, label: carrierNames[value] }))
const sms = [
  { value: 'yes', label: '能' },
  { value: 'no', label: '不能' },
  { value: 'unknown', label: '未知' },
]

const empty = {
  text: '',
  purpose: undefined,
  purposeDetail: '',
  carrier: 'unknown',
  registeredOwner: null,
  actualUser: '',
  receivesSms: 'unknown',
  inServiceSince: null,
  reassigned: '',
  note: '',
}

const emptyToNull = { normalize: (value: unknown) => (value === '' ? null : value) }

/** Adds a number of the company, or corrects the given one. */
export function NumberForm({
  companyId,
  number,
  done,
  cancel,
}: {
  readonly companyId: CompanyId
  readonly number?: PhoneNumber
  readonly done: (saved: PhoneNumber) => void
  readonly cancel: () => void
}) {
  const change = useChange()
  return (
    <ZodForm
      schema={schema}
      shape={schema.shape}
      initial={number ? { ...number, text: number.shown } : empty}
      submit={number ? '保存' : '添加号码'}
      cancel={cancel}
      send={async (draft) => {
        const answer = await change(
          (core) => core.numbers.save({ ...(number ? { id: number.id } : {}), companyId, draft }),
          { success: ({ shown }) => `已保存 ${shown}`, undo: true },
        )
        if (answer.ok) done(answer.value)
        return answer
      }}
    >
      <ZodField name="text" label="号码" extra="手机、带区号的固话、400、95/96/1010；空格和短横线会自动整理">
        <Input placeholder="如 021-61234567、400-123-4567、95588" autoComplete="off" />
      </ZodField>
      <ZodField name="purpose" label="用途">
        <Select options={purposes} placeholder="请选择" />
      </ZodField>
      <ZodField name="purposeDetail" label="用途说明">
        <Input.TextArea rows={2} placeholder="如 向已签约客户告知产品到期" />
      </ZodField>
      <ZodField name="carrier" label="运营商">
        <Select options={carriers} />
      </ZodField>
      <ZodField
        name="registeredOwner"
        label="登记机主"
        extra="登记在本公司名下时留空；登记在他人名下时写全称"
        {...emptyToNull}
      >
        <Input placeholder="本公司" />
      </ZodField>
      <ZodField name="actualUser" label="实际使用人">
        <Input placeholder="部门或人员" />
      </ZodField>
      <ZodField name="receivesSms" label="能否接收短信验证码">
        <Select options={sms} />
      </ZodField>
      <ZodField name="inServiceSince" label="启用日期">
        <DateField />
      </ZodField>
      <ZodField name="reassigned" label="二次放号情况" extra="号码以前由别人使用过的，写明所知情况">
        <Input />
      </ZodField>
      <ZodField name="note" label="备注">
        <Input.TextArea rows={2} />
      </ZodField>
    </ZodForm>
  )
}
