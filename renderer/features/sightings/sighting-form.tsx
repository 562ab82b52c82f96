import { AutoComplete, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { carrierNames, carrierSchema, handsetBrandSchema, labelCodeSchema, labelNames } from '#shared/kinds.ts'
import type { Sighting, SightingDraft } from '#shared/sightings.ts'
import { sightingDraftSchema } from '#shared/sightings.ts'
import { InstantField } from '../../components/instant-field.tsx'
import { ZodField, ZodForm } from '../../components/zod-form.tsx'
import { useChange } from '../../state/change.tsx'
import type { InboxFile } from '../../state/files.ts'
import { useCompany } from '../../state/status.ts'
import { NumberPicker } from './number-picker.tsx'
import { PlatformPicker } from './platform-picker.tsx'
import { Proposals } from './proposals.tsx'
import { ScreenshotField } from './screenshot-field.tsx'

const labels = labelCodeSchema.options.map((value) => ({ value, label: labelNames[value] }))
const carriers = carrierSchema.options.map((value) => ({ value, label: carrierNames[value] }))
const handsets = handsetBrandSchema.options.filter((brand) => brand !== '其他').map((value) => ({ value }))
const empty = (numberId: string | undefined) => ({
  numberId,
  platformId: null,
  clean: false,
  labelCode: null,
  labelText: '',
  handset: '',
  carrier: 'unknown',
  sourceLine: '',
  seenAt: new Date().toISOString(),
  note: '',
})

function MarkFields() {
  return (
    <>
      <ZodField
        name="labelText"
        label="屏幕上的标记文字"
        required
        extra="照抄原文，如「广告推销」「骚扰电话 128 人标记」"
      >
        <Input autoComplete="off" />
      </ZodField>
      <ZodField name="labelCode" label="标记类别" required>
        <Select options={labels} placeholder="请选择" />
      </ZodField>
    </>
  )
}

function SeenFields() {
  return (
    <>
      <ZodField name="handset" label="手机" extra="品牌和型号，如「华为 Mate 60」；在查询网页上看到的可留空">
        <AutoComplete options={handsets} showSearch={{ filterOption: true }} />
      </ZodField>
      <ZodField name="sourceLine" label="来源行" extra="屏幕上写明数据来源的一行，如「数据由…提供」；它决定向谁申诉">
        <Input autoComplete="off" />
      </ZodField>
    </>
  )
}

/** Writes down what a screen showed (or corrects it), proposing whose mark it is while it is typed. */
export function SightingForm({
  sighting,
  numberId,
  done,
  cancel,
}: {
  readonly sighting?: Sighting
  readonly numberId?: string | undefined
  /** `appeal` is true when the person wants to begin an appeal at once. */
  readonly done: (saved: Sighting, appeal: boolean) => void
  readonly cancel: () => void
}) {
  const company = useCompany()
  const change = useChange()
  const [form] = Form.useForm<SightingDraft>()
  const [screenshot, setScreenshot] = useState<InboxFile | null>(null)
  const typed = Form.useWatch((values: Partial<SightingDraft>) => values, { form, preserve: true }) ?? {}
  const clean = typed.clean ?? false
  const seen = {
    sourceLine: typed.sourceLine ?? '',
    handset: typed.handset ?? '',
    labelCode: typed.labelCode ?? null,
  }
  const platformId = typed.platformId ?? null
  const send = async (draft: SightingDraft, appeal: boolean) => {
    const answer = await change(
      (core) =>
        sighting
          ? core.sightings.correct({ id: sighting.id, draft })
          : core.sightings.record({ draft, screenshot: screenshot?.token ?? null }),
      { success: ({ numberShown }) => `已登记 ${numberShown}`, undo: true },
    )
    if (answer.ok) done(answer.value, appeal)
    return answer
  }
  return (
    <ZodForm
      schema={sightingDraftSchema}
      shape={sightingDraftSchema.shape}
      form={form}
      initial={sighting ?? empty(numberId)}
      submit="保存"
      cancel={cancel}
      send={send}
      also={clean || sighting ? undefined : '保存并开始申诉'}
    >
      <ZodField name="numberId" label="号码">
        <NumberPicker companyId={company.id} />
      </ZodField>
      <ZodField name="clean" label="屏幕上显示了什么">
        <Radio.Group
          aria-label="屏幕上显示了什么"
          options={[
            { value: false, label: '有标记' },
            { value: true, label: '未显示标记' },
          ]}
        />
      </ZodField>
      {!sighting && <ScreenshotField choose={setScreenshot} />}
      {!clean && <MarkFields />}
      <SeenFields />
      <ZodField name="platformId" label="标记平台">
        <PlatformPicker />
      </ZodField>
      {!clean && <Proposals seen={seen} value={platformId} choose={(id) => form.setFieldValue('platformId', id)} />}
      <div className="row" style={{ gap: 24, marginTop: 16 }}>
        <ZodField name="seenAt" label="发现时间">
          <InstantField />
        </ZodField>
        <ZodField name="carrier" label="来电所经运营商">
          <Select options={carriers} style={{ width: 140 }} />
        </ZodField>
      </div>
      <ZodField name="note" label="备注">
        <Input.TextArea rows={2} />
      </ZodField>
    </ZodForm>
  )
}
