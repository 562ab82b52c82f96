import { Button, Form, type FormInstance, type FormItemProps } from 'antd'
import { createContext, type KeyboardEvent, type ReactNode, use, useRef, useState } from 'react'
import type { AppError, Result } from '#shared/result.ts'
import type { z } from '#shared/zod.ts'
import { isTypingChinese } from './ime.ts'
import { sayIssue } from '../text/issue-sentences.ts'

type Shape = Readonly<Record<string, z.ZodType>>

const ShapeContext = createContext<Shape>({})

/** Marks under their fields what the core found wrong; true when every issue found its field. */
function showIssues(form: FormInstance, error: AppError, shape: Shape): boolean {
  if (error.code !== 'invalid-input') return false
  const fields = error.issues.map(({ path, message }) => ({
    name: path.split('.').findLast((part) => part in shape) ?? '',
    errors: [message],
  }))
  form.setFields(fields.filter(({ name }) => name !== ''))
  return fields.every(({ name }) => name !== '')
}

/**
 * A form that is checked with the contract's own input schema: each `ZodField` when it is left, the
 * whole when it is sent. `send` answers with the core's result; its issues go under their fields.
 */
export function ZodForm<S extends z.ZodType>({
  schema,
  shape,
  initial,
  send,
  submit,
  cancel,
  children,
  form: given,
  also,
}: {
  readonly schema: S
  /** The schema's fields; for a refined object, those of the object underneath. */
  readonly shape: Shape
  readonly initial: Readonly<Record<string, unknown>>
  readonly send: (draft: z.output<S>, also: boolean) => Promise<Result<unknown> | undefined>
  /** The name of the primary button. */
  readonly submit: string
  readonly cancel?: () => void
  readonly children: ReactNode
  readonly form?: FormInstance
  /** The name of a second button that sends too; `send` hears which one it was. */
  readonly also?: string | undefined
}) {
  const [own] = Form.useForm()
  const form = given ?? own
  const [sending, setSending] = useState(false)
  const viaAlso = useRef(false)
  const finish = async () => {
    const parsed = schema.safeParse(form.getFieldsValue(true))
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => ({ name: issue.path.map(String), errors: [sayIssue(issue)] }))
      form.setFields(fields)
      if (fields[0]) form.scrollToField(fields[0].name, { focus: true })
      return
    }
    setSending(true)
    const answer = await send(parsed.data, viaAlso.current)
    setSending(false)
    if (answer && !answer.ok) showIssues(form, answer.error, shape)
  }
  const guardIme = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && isTypingChinese(event.nativeEvent)) event.preventDefault()
  }
  return (
    <ShapeContext value={shape}>
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={() => void finish()}
        onKeyDown={guardIme}
        validateTrigger="onBlur"
        scrollToFirstError={{ focus: true }}
        requiredMark
      >
        {children}
        <div className="row" style={{ marginTop: 16 }}>
          <Button type="primary" htmlType="submit" loading={sending} onClick={() => (viaAlso.current = false)}>
            {submit}
          </Button>
          {also && (
            <Button htmlType="submit" disabled={sending} onClick={() => (viaAlso.current = true)}>
              {also}
            </Button>
          )}
          {cancel && <Button onClick={cancel}>取消</Button>}
        </div>
      </Form>
    </ShapeContext>
  )
}

const isRequired = (schema: z.ZodType | undefined) =>
  schema !== undefined &&
  !schema.safeParse('').success &&
  !schema.safeParse(null).success &&
  !schema.safeParse(undefined).success

/** One field of a `ZodForm`: its name in the schema, its label, and the input inside. */
export function ZodField({
  name,
  label,
  children,
  ...item
}: { readonly name: string; readonly label: string } & FormItemProps) {
  const schema = use(ShapeContext)[name]
  return (
    <Form.Item
      name={name}
      label={label}
      required={isRequired(schema)}
      rules={[
        {
          validator: async (_rule, value: unknown) => {
            const parsed = schema?.safeParse(value)
            const issue = parsed?.success === false ? parsed.error.issues[0] : undefined
            if (issue) throw new Error(sayIssue(issue))
          },
        },
      ]}
      {...item}
    >
      {children}
    </Form.Item>
  )
}
