import { Button, type ButtonProps, Modal } from 'antd'
import { type ReactNode, useState } from 'react'

/** A button whose deed leaves the house or cannot be undone: says exactly what will happen, then asks with the verb. */
export function ConfirmAction({
  children,
  title,
  what,
  verb,
  act,
  danger = false,
  ...button
}: {
  readonly children: ReactNode
  readonly title: string
  /** What exactly will happen. */
  readonly what: ReactNode
  /** The name of the button that does it. */
  readonly verb: string
  readonly act: () => Promise<unknown>
} & Omit<ButtonProps, 'title' | 'onClick'>) {
  const [open, setOpen] = useState(false)
  const [working, setWorking] = useState(false)
  const run = async () => {
    setWorking(true)
    await act()
    setWorking(false)
    setOpen(false)
  }
  return (
    <>
      <Button {...button} danger={danger} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={verb}
        cancelText="取消"
        okButtonProps={{ danger, loading: working }}
        onOk={() => void run()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {what}
      </Modal>
    </>
  )
}
