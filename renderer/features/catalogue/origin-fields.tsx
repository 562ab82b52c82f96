import { Form, Input, Select } from 'antd'
import { confidenceNames, confidenceSchema } from '#shared/facts.ts'
import { DateField } from '../../components/date-field.tsx'

const confidences = confidenceSchema.options.map((value) => ({ value, label: confidenceNames[value] }))

/** What the origin's fields hold before anything is typed. */
export const startOrigin = (today: string) => ({ sourceText: '', sourceUrl: '', date: today, confidence: 'medium' })

/** Where a correction is from: source, address, date seen, how sure. Every correction must say. */
export function OriginFields() {
  return (
    <>
      <Form.Item
        name="sourceText"
        label="来源"
        required
        rules={[{ required: true, whitespace: true, message: '请写明从哪里得知，如「平台客服电话答复」' }]}
      >
        <Input placeholder="如 官方申诉页面、客服电话答复" />
      </Form.Item>
      <Form.Item name="sourceUrl" label="来源网址">
        <Input placeholder="没有可留空" />
      </Form.Item>
      <div className="row" style={{ gap: 24 }}>
        <Form.Item name="date" label="日期" required rules={[{ required: true, message: '请填写看到的日期' }]}>
          <DateField />
        </Form.Item>
        <Form.Item name="confidence" label="可信度">
          <Select options={confidences} style={{ width: 120 }} />
        </Form.Item>
      </div>
    </>
  )
}
