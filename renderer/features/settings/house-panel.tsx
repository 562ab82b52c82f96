import { InputNumber, Select } from 'antd'
import { houseDefaultsSchema, type Settings } from '#shared/app.ts'
import { z } from '#shared/zod.ts'
import { ZodField, ZodForm } from '../../components/zod-form.tsx'
import { useChange } from '../../state/change.tsx'

const megabyte = 1024 * 1024
// Shown in MB; the core keeps bytes.
const shape = {
  ...houseDefaultsSchema.omit({ maxBytes: true }).shape,
  megabytes: z.number().min(0.1, '应不小于 0.1 MB').max(1024, '应不大于 1024 MB'),
}
const schema = z.object(shape).refine((house) => house.answerWorkdaysMin <= house.answerWorkdaysMax, {
  path: ['answerWorkdaysMax'],
  message: '最长工作日不能小于最短工作日',
})

const formats = [
  { value: 'jpg', label: 'JPG' },
  { value: 'png', label: 'PNG' },
  { value: 'pdf', label: 'PDF' },
]

/** 默认限制: what is used where a channel states no limits, always shown as 默认. */
export function HousePanel({ settings }: { readonly settings: Settings }) {
  const change = useChange()
  const { maxBytes, ...house } = settings.house
  return (
    <div className="stack" style={{ maxWidth: 520 }}>
      <p className="quiet" style={{ margin: 0 }}>
        渠道没有写明格式、大小或期限时按这里的默认处理，并在界面和报告里注明「默认」。
      </p>
      <ZodForm
        schema={schema}
        shape={shape}
        initial={{ ...house, megabytes: Math.round((maxBytes / megabyte) * 100) / 100 }}
        submit="保存默认限制"
        send={({ megabytes, ...rest }) =>
          change((core) => core.app.configure({ house: { ...rest, maxBytes: Math.round(megabytes * megabyte) } }), {
            success: '默认限制已保存',
          })
        }
      >
        <ZodField name="formats" label="文件格式">
          <Select mode="multiple" options={formats} />
        </ZodField>
        <ZodField name="megabytes" label="单个文件上限（MB）">
          <InputNumber min={0.1} max={1024} step={1} />
        </ZodField>
        <ZodField name="answerWorkdaysMin" label="答复最短（工作日）">
          <InputNumber min={1} max={90} precision={0} />
        </ZodField>
        <ZodField name="answerWorkdaysMax" label="答复最长（工作日）">
          <InputNumber min={1} max={180} precision={0} />
        </ZodField>
      </ZodForm>
    </div>
  )
}
