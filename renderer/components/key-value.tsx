import { Fragment, type ReactNode } from 'react'
import './key-value.css'

/** Names and values in two columns, as a description list. */
export function KeyValue({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="key-value">
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value === '' || value === null || value === undefined ? <span className="quiet">—</span> : value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
