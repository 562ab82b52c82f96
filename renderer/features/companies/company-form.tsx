import { Input, Select } from 'antd'
import { type Company, companyDraftSchema } from '#shared/companies.ts'
import type { z } from '#shared/zod.ts'
import { ZodField, ZodForm } from '../../components/zod-form.tsx'
import { useChange } from '../../state/change.tsx'

const empty = {
  name: '',
  code: '',
  address: '',
  legalRepresentative: '',
  contactPerson: '',
  contactPhone: '',
  contactEmail: '',
  allowList: [],
}

/** Adds an appellant, or corrects the given one. */
export function CompanyForm({
  company,
  done,
  cancel,
}: {
  readonly company?: Company
  readonly done: (saved: Company) => void
  readonly cancel?: () => void
}) {
  const change = useChange()
  const save = async (draft: z.output<typeof companyDraftSchema>) => {
    const answer = await change((core) => core.companies.save({ ...(company ? { id: company.id } : {}), draft }), {
      success: ({ name }) => `已保存 ${name}`,
      undo: true,
    })
    if (answer.ok) done(answer.value)
    return answer
  }
  return (
    <ZodForm
      schema={companyDraftSchema}
      shape={companyDraftSchema.shape}
      initial={company ?? empty}
      send={save}
      submit={company ? '保存' : '添加公司主体'}
      {...(cancel ? { cancel } : {})}
    >
      <ZodField name="name" label="公司名称" extra="与营业执照一致">
        <Input placeholder="如 某某理财有限责任公司" />
      </ZodField>
      <ZodField name="code" label="统一社会信用代码">
        <Input placeholder="18 位，见营业执照" maxLength={30} />
      </ZodField>
      <ZodField name="address" label="住所">
        <Input placeholder="与营业执照一致" />
      </ZodField>
      <ZodField name="legalRepresentative" label="法定代表人">
        <Input />
      </ZodField>
      <ZodField name="contactPerson" label="联系人">
        <Input />
      </ZodField>
      <ZodField name="contactPhone" label="联系电话">
        <Input />
      </ZodField>
      <ZodField name="contactEmail" label="联系邮箱">
        <Input />
      </ZodField>
      <ZodField
        name="allowList"
        label="本公司名称与号码（不作脱敏）"
        extra="公司自己的名称、简称、产品名和对外号码，检查泄露时不会被当作客户信息。输入后按回车添加。"
      >
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['，', ',', '；', ';', '\n']}
          placeholder="如 某某理财、400-123-4567"
        />
      </ZodField>
    </ZodForm>
  )
}
